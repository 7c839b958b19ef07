"""Makes what is altered out of clean.pdf and another.pdf, and vectors.jsonl."""

import json
import re
import subprocess

clean = open("clean.pdf", "rb").read()
another = open("another.pdf", "rb").read()
lines = []


def vector(name, verdict, why, keys="keys", **presented):
    lines.append({"name": name, "verdict": verdict, "why": why, "keys": keys, **presented})


def altered(name, pdf, why):
    with open(name + ".pdf", "wb") as file:
        file.write(pdf)
    vector(name, "05", why, file=name + ".pdf")


def qr_of(pdf):
    return re.search(rb"CRPF_QrText\(([^)]*)\)", pdf).group(1)


def flipped(pdf, at):
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1:]


signature = clean.rindex(b"/Contents<")
vector("genuine", "01", "as it was issued", file="clean.pdf")
vector("another", "01", "another report", file="another.pdf")
vector("retired-key", "01", "what a retired key signed holds for ever",
       keys="keys-retired", file="clean.pdf")
vector("compromised-key", "10", "when it was registered is known on line only",
       keys="keys-compromised", file="clean.pdf")
altered("flipped-prefix", flipped(clean, 30_000), "a byte of the fixed part")
altered("flipped-tail", flipped(clean, signature - 3_000), "a byte before the signature")
altered("flipped-signature", flipped(clean, signature + 200), "a byte of the signature")
altered("cut-off", clean[:-1], "the last byte is missing")
altered("appended", clean + b"\n", "a byte behind the end")
altered("update", clean + b"1 0 obj\n<<>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n"
        + str(len(clean) + 22).encode() + b"\n%%EOF\n", "an incremental update")
altered("transplanted", clean.replace(qr_of(clean), qr_of(another)),
        "the QR text of another report; 06 on line")
subprocess.run(["qpdf", "clean.pdf", "resaved.pdf"], check=True)
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

with open("vectors.jsonl", "w") as file:
    for line in lines:
        file.write(json.dumps(line) + "\n")
