"""A certificate that nobody vouches for: nothing is asked, and one sentence says why."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from feedforum.records import Answer
from tests.fake_clock import A_MOMENT
from tests.fetch.conftest import MakeClient


def self_signed(folder: Path) -> Path:
    """A certificate for `forum.example` and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "forum.example")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(A_MOMENT - timedelta(days=365))
        .not_valid_after(A_MOMENT + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("forum.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "forum.pem"
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path


class _TlsListener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    context: ssl.SSLContext
    heard: list[bytes]


class _TlsHandler(socketserver.BaseRequestHandler):
    server: _TlsListener

    def handle(self) -> None:
        with suppress(OSError), self.server.context.wrap_socket(self.request, server_side=True) as secure:
            self.server.heard.append(secure.recv(65536))


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[_TlsListener]:
    with _TlsListener(("127.0.0.1", 0), _TlsHandler) as running:
        running.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        running.context.load_cert_chain(self_signed(tmp_path))
        running.heard = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


def home(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_certificate_that_nobody_vouches_for(make_client: MakeClient, listener: _TlsListener) -> None:
    port = listener.server_address[1]
    fetched = make_client(home).get(f"https://forum.example:{port}/")
    assert (fetched.answer, fetched.detail) == (
        Answer.BROKEN,
        (
            "No secure connection to forum.example (self-signed certificate); check that the address begins "
            "with the right scheme, and that the forum's certificate is valid."
        ),
    )
    assert not any(listener.heard)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_nor_is_it_believed_of_a_proxy(make_client: MakeClient, listener: _TlsListener, scheme: str) -> None:
    port = listener.server_address[1]
    client = make_client(home, proxy=f"https://me:hushhush@forum.example:{port}")
    fetched = client.get(f"{scheme}://elsewhere.example/")
    assert fetched.answer is Answer.BROKEN
    assert "certificate" in fetched.detail
    assert "hushhush" not in fetched.detail
    assert not any(listener.heard)


def test_the_forums_own_authority_is_trusted(
    make_client: MakeClient, listener: _TlsListener, tmp_path: Path
) -> None:
    port = listener.server_address[1]
    client = make_client(home, ca_file=str(tmp_path / "forum.pem"))
    fetched = client.get(f"https://forum.example:{port}/")
    assert "certificate" not in fetched.detail
    assert b"GET / HTTP/1.1" in b"".join(listener.heard)


@pytest.mark.parametrize("said", [b"HTTP/1.0 400 Bad Request\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x28", b""])
def test_an_address_that_accepts_connections_and_speaks_no_tls_leaves_the_next_one(
    make_client: MakeClient, listener: _TlsListener, tmp_path: Path, said: bytes
) -> None:
    port = listener.server_address[1]

    class Useless(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(65536)
            self.request.sendall(said)

    with socketserver.TCPServer(("127.0.0.78", port), Useless) as useless:
        threading.Thread(target=useless.handle_request).start()
        client = make_client(
            lambda host, port: ["127.0.0.78", "127.0.0.1"], ca_file=str(tmp_path / "forum.pem")
        )
        client.get(f"https://forum.example:{port}/")
    assert b"GET / HTTP/1.1" in b"".join(listener.heard)
