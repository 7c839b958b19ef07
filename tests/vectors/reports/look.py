"""Asks pdfsig and OpenSSL, which know nothing of this project, about every report that must be genuine, and about some that must not."""

import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

import authority
import der
import stamps


def says(pattern, *command):
    done = subprocess.run(command, capture_output=True)
    return re.search(pattern, (done.stdout + done.stderr).decode(errors="replace")) is not None


def signed_bytes(pdf):
    start, end = stamps.digits_of(pdf)
    return pdf[:start - 1] + pdf[end + 1:]


def looks(name, signed, stamp):
    """`signed`: whether the PDF's signature is valid; `stamp`: the authority whose valid stamp it has, or None."""
    pdf = pathlib.Path(name + ".pdf").read_bytes()
    cms = stamps.cms_of(pdf)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "signed").write_bytes(signed_bytes(pdf))
        (folder / "cms").write_bytes(der.write(cms))
        yield "pdfsig", signed == says("Signature is Valid", "pdfsig", "-nocert", name + ".pdf")
        yield "openssl cms", signed == says(
            "CMS Verification successful", "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify",
            "-in", folder / "cms", "-content", folder / "signed", "-out", "/dev/null")
        if stamp is None:
            return
        named, valid = stamp
        (folder / "token").write_bytes(der.write(stamps.token_of(pdf)))
        yield "openssl ts", valid == says(
            "Verification: OK", "openssl", "ts", "-verify", "-token_in", "-in", folder / "token", "-digest",
            hashlib.sha256(stamps.signature_of(pdf)).hexdigest(), "-partial_chain", "-CAfile",
            authority.certificate_of(named))


odd = 0
for name, signed, stamp in [
        ("clean", True, None), ("with-records", True, None), ("sm2", True, None), ("flipped-tail", False, None), ("flipped-signature", False, None),
        ("flipped-certificate", True, None),
        ("rsa", True, None), ("rsa-flipped-tail", False, None), ("rsa-flipped-signature", False, None),
        ("rsa-stamp-added", True, ("p256-tsa", True)),
        ("stamped", True, ("tsa", True)), ("stamped-p256", True, ("p256-tsa", True)),
        ("stamped-other-authority", True, ("tsa", False)), ("stamped-something-else", True, ("tsa", False)),
        ("stamped-late", True, ("tsa", True)), ("stamped-early", True, ("tsa", True)),
        ("stamped-flipped-time", True, ("tsa", False)), ("stamped-flipped-signature", True, ("tsa", False)),
        ("stamped-p256-other-form", True, ("p256-tsa", True)), ("stamped-removed", True, None)]:
    for program, agrees in looks(name, signed, stamp):
        odd += not agrees
        print("ok   " if agrees else "WRONG", name, program)
sys.exit(odd > 0)
