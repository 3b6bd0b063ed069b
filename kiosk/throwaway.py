"""An authority that lives for a day, for sites of our own on this machine: the self-test and the demonstration."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def throwaway_certificate(folder: Path, authority: Path, *hosts: str) -> Path:
    """Make an authority for a day and a certificate of it for these hosts; give the file with key and certificate."""
    signer, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Stadtteil-Terminal {secrets.token_hex(4)}")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    root = _signed(issuer, issuer, signer.public_key(), signer, x509.BasicConstraints(ca=True, path_length=None), None)
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    leaf = _signed(subject, issuer, key.public_key(), signer, x509.BasicConstraints(ca=False, path_length=None), names)
    authority.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "site.pem"
    path.touch(mode=0o600)
    path.write_bytes(private + leaf.public_bytes(serialization.Encoding.PEM))
    return path


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    signer: ec.EllipticCurvePrivateKey,
    constraints: x509.BasicConstraints,
    names: x509.SubjectAlternativeName | None,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(constraints, critical=True)
    )
    if names is not None:
        builder = builder.add_extension(names, critical=False)
    return builder.sign(signer, hashes.SHA256())
