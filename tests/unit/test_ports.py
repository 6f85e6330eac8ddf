"""What is said of ports that are free, taken and another machine's; sockets of this one."""

import socket

from bolt_app import ports


def test_any_port_that_is_free_can_be_listened_at():
    assert ports.refused("127.0.0.1", 0) is None
    assert ports.refused("localhost", 0) is None


def test_a_port_somebody_listens_at_is_refused_in_the_system_s_words_and_stays_theirs():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert ports.refused("127.0.0.1", port) == "Address already in use"
        with socket.create_connection(("127.0.0.1", port)):
            pass


def test_an_address_of_another_machine_is_refused():
    assert ports.refused("203.0.113.1", 0) == "Cannot assign requested address"  # RFC 5737: nobody's
