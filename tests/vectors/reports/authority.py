"""Time stamp authorities (RFC 3161) whose keys are in ../keys."""

import pathlib
import subprocess
import tempfile

KEYS = pathlib.Path(__file__).resolve().parent.parent / "keys"


def key_of(name):
    return KEYS / f"test-only-{name}-key.pem"


def certificate_of(name):
    return KEYS / f"test-only-{name}.pem"


def reply(name, query):
    """What the authority `name` answers to a TimeStampReq."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "query").write_bytes(query)
        (folder / "config").write_text(f"""[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {certificate_of(name)}
signer_key = {key_of(name)}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
""")
        (folder / "serial").write_text("01\n")
        subprocess.run(["openssl", "ts", "-reply", "-config", folder / "config", "-queryfile", folder / "query",
                        "-out", folder / "reply"], check=True, stderr=subprocess.DEVNULL)
        return (folder / "reply").read_bytes()
