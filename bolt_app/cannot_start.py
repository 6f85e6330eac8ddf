"""Why a command cannot do its work, in one sentence for the person at the terminal; knows no command."""


class CannotStartError(Exception):
    """Something outside the code must change first: a setting, the network, the installation.

    Its text is whole sentences, without secrets. The command line prints it and exits with 2.
    """
