"""Makes what is altered, and vectors.jsonl."""

import datetime
import json
import re
import subprocess

import stamps

clean = open("clean.pdf", "rb").read()
another = open("another.pdf", "rb").read()
sm2 = open("sm2.pdf", "rb").read()
records = open("with-records.pdf", "rb").read()
rsa = open("rsa.pdf", "rb").read()
stamped = open("stamped.pdf", "rb").read()
lines = []


def vector(name, verdict, why, keys="keys", **presented):
    lines.append({"name": name, "verdict": verdict, "why": why, "keys": keys, **presented})


def made(name, verdict, pdf, why, **presented):
    with open(name + ".pdf", "wb") as file:
        file.write(pdf)
    vector(name, verdict, why, file=name + ".pdf", **presented)


def altered(name, pdf, why, **presented):
    made(name, "05", pdf, why, **presented)


def qr_of(pdf):
    return re.search(rb"CRPF_QrText\(([^)]*)\)", pdf).group(1)


def flipped(pdf, at):
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1:]


def in_certificate(pdf):
    """A digit of the certificate beside the signature, which no signature covers, is another one."""
    at = pdf.rindex(b"/Contents<") + 200
    return pdf[:at] + (b"1" if pdf[at] == ord("0") else b"0") + pdf[at + 1:]


signature = clean.rindex(b"/Contents<")
vector("genuine", "01", "as it was issued", file="clean.pdf")
vector("another", "01", "another report", file="another.pdf")
vector("earlier", "01", "written when every file kept 8192 digits for its signature; never made anew",
       keys="keys-earlier", file="earlier.pdf")
vector("earlier-records", "01", "likewise, with records", keys="keys-earlier", file="earlier-records.pdf")
vector("retired-key", "01", "what a retired key signed holds for ever",
       keys="keys-retired", file="clean.pdf")
vector("compromised-key", "10", "when it was registered is known on line only",
       keys="keys-compromised", file="clean.pdf")
altered("flipped-prefix", flipped(clean, 30_000), "a byte of the fixed part")
altered("flipped-tail", flipped(clean, signature - 3_000), "a byte before the signature")
altered("flipped-certificate", in_certificate(clean), "a byte of the certificate, which readers of PDF do not mind")
altered("flipped-signature", stamps.with_flipped_signature(clean), "a bit of the signature")
altered("cut-off", clean[:-1], "the last byte is missing")
altered("appended", clean + b"\n", "a byte behind the end")
altered("update", clean + b"1 0 obj\n<<>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n"
        + str(len(clean) + 22).encode() + b"\n%%EOF\n", "an incremental update")
altered("transplanted", clean.replace(qr_of(clean), qr_of(another)),
        "the QR text of another report; 06 on line")
subprocess.run(["qpdf", "--deterministic-id", "clean.pdf", "resaved.pdf"], check=True)
vector("resaved", "05", "saved anew by another program", file="resaved.pdf")
with open("not-ours.pdf", "wb") as file:
    file.write(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
vector("not-ours", "08", "nothing of it is ours", file="not-ours.pdf")
with open("no-pdf.txt", "wb") as file:
    file.write(b"no PDF")
vector("no-pdf", "09", "no PDF", file="no-pdf.txt")
text = qr_of(clean).decode()
vector("qr", "01", "the QR code's text", qr=text)
middle = len(text) - 60
vector("qr-altered", "05", "a character of the claim changed",
       qr=text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1:])
vector("qr-cut-off", "09", "no claim in it", qr=text[:-10])

vector("with-records", "01", "a report that lists a record", file="with-records.pdf")
vector("qr-with-records", "01", "its QR code's text", qr=qr_of(records).decode())
altered("with-records-flipped", flipped(records, records.rindex(b"/Contents<") - 3_000),
        "a byte before its signature")
vector("sm2", "01", "signed with P-256 and SM2", keys="keys-other", file="sm2.pdf")


def without_sm2(pdf):
    """The unsigned attribute's OID changed, as if it were another attribute."""
    start = pdf.rindex(b"/Contents<") + len(b"/Contents<")
    end = pdf.index(b">", start)
    oid = b"2a811ccf5501"  # 1.2.156.10197.1, of the SM algorithms
    at = pdf.lower().rindex(oid, start, end)
    return pdf[:at] + b"2a811ccf5502" + pdf[at + len(oid):]


with open("sm2-other-oid.pdf", "wb") as file:
    file.write(without_sm2(sm2))
vector("sm2-other-oid", "05", "the SM2 signature names another algorithm",
       keys="keys-other", file="sm2-other-oid.pdf")
vector("other-issuer", "05", "another issuer's, whose key is not in the directory",
       file="sm2.pdf")
vector("qr-other-issuer", "08", "its QR code's text", qr=qr_of(sm2).decode())

third = {"keys": "keys-third"}
vector("rsa", "01", "signed with RSA of 2048 bits", file="rsa.pdf", **third)
vector("qr-rsa", "01", "its QR code's text, which P-256 signs as ever", qr=qr_of(rsa).decode(), **third)
altered("rsa-flipped-tail", flipped(rsa, rsa.rindex(b"/Contents<") - 3_000), "a byte before its signature", **third)
altered("rsa-flipped-signature", stamps.with_flipped_signature(rsa), "a bit of its signature", **third)
vector("rsa-other-issuer", "05", "another issuer's, whose key is not in the directory", file="rsa.pdf")
altered("rsa-stamp-added", stamps.stamped_by(rsa, "p256-tsa"), "a true time stamp that it does not state", **third)

vector("stamped", "01", "signed with RSA, and stamped; its time is told", file="stamped.pdf", **third)
made("stamped-p256", "01", stamps.stamped_by(stamped, "p256-tsa"), "stamped by an authority that signs with P-256", **third)
vector("stamped-retired-authority", "01", "what a retired authority stamped holds for ever; its time is told",
       keys="keys-third-stampers-retired", file="stamped.pdf")
vector("stamped-compromised-authority", "01", "holds without the stamp; its time is not told",
       keys="keys-third-stampers-compromised", file="stamped.pdf")
vector("stamped-distrusted", "05", "stamped by an authority that is not in the directory",
       keys="keys-third-unstamped", file="stamped.pdf")
altered("stamped-other-authority", stamps.stamped_by(stamped, "other-tsa"),
        "stamped by an authority that nobody trusts", **third)
altered("stamped-something-else", stamps.with_token(stamped, stamps.token_for(stamps.signature_of(rsa), "tsa")),
        "a true time stamp of another report's signature", **third)
altered("stamped-late", stamps.stamped_at_another_time(stamped, 7, "tsa"),
        "stamped 7 minutes after it was issued", **third)
altered("stamped-early", stamps.stamped_at_another_time(stamped, -7, "tsa"),
        "stamped 7 minutes before it was issued", **third)
altered("stamped-removed", stamps.with_token(stamped, None), "the time stamp that it states is gone", **third)
altered("stamped-flipped-time", stamps.with_flipped_time(stamped), "the time in the stamp, which nobody signed", **third)
altered("stamped-flipped-signature", stamps.with_flipped_token(stamped), "a bit of the authority's signature", **third)
altered("stamped-p256-other-form", stamps.with_token(
    stamped, stamps.with_larger_s(stamps.token_for(stamps.signature_of(stamped), "p256-tsa"))),
    "a second form of the authority's signature: the larger s", **third)

with open("reports.status", "rb") as file:
    made_at = int.from_bytes(file.read(13)[9:], "big")
listed = {"status_list": "reports.status",
          "at": datetime.datetime.fromtimestamp(made_at + 1, datetime.timezone.utc).isoformat()}
vector("listed", "01", "stands in the list", file="clean.pdf", **listed)
vector("revoked", "04", "revoked, by the list", file="revoked.pdf", **listed)
vector("revoked-unlisted", "01", "without a list nobody can tell off line", file="revoked.pdf")
vector("qr-revoked", "04", "revoked, by the list",
       qr=qr_of(open("revoked.pdf", "rb").read()).decode(), **listed)
vector("barred", "04", "its subject is barred; 02 on line", file="barred.pdf", **listed)
vector("superseded", "01", "a newer one took its place; 03 is said on line only",
       file="superseded.pdf", **listed)
vector("newer", "01", "took its place", file="newer.pdf", **listed)
vector("later", "01", "issued after the list was made", file="later.pdf", **listed)
vector("revoked-altered", "05", "altered comes before revoked",
       file="revoked-altered.pdf", **listed)
with open("revoked-altered.pdf", "wb") as file:
    file.write(open("revoked.pdf", "rb").read() + b"\n")

with open("vectors.jsonl", "w") as file:
    for line in lines:
        file.write(json.dumps(line) + "\n")
