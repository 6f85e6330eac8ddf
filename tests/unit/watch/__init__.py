"""The watch: reading pages, comparing them, holding quotes against them."""
