"""Whether a port can be listened at, tried before a server is started on it; knows no server."""

import socket


def refused(host: str, port: int) -> str | None:
    """What the system says against listening at an address, in its own words; None: nothing.

    Args:
        host: an address or a name.
        port: 0 stands for any that is free.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as failed:
        return failed.strerror or str(failed)
    return None
