"""Reports with another signature or time stamp than they were issued with, in the shape of docs/formats/report.md."""

import datetime
import hashlib
import subprocess

import authority
import der

SHA256 = bytes.fromhex("300b0609608648016503040201")
SHA256_AND_NULL = bytes.fromhex("300d06096086480165030402010500")
RSA = bytes.fromhex("300d06092a864886f70d0101010500")
ECDSA = bytes.fromhex("300a06082a8648ce3d040302")
STAMP_ATTRIBUTE = bytes.fromhex("2a864886f70d010910020e")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
FORM = "%Y%m%d%H%M%SZ"  # of a GeneralizedTime
ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551  # of P-256


def digits_of(pdf):
    start = pdf.rindex(b"/Contents<") + len(b"/Contents<")
    return start, pdf.index(b">", start)


def cms_of(pdf):
    start, end = digits_of(pdf)
    return der.parse(bytes.fromhex(pdf[start:end].decode()))


def with_cms(pdf, cms):
    start, end = digits_of(pdf)
    digits = der.write(cms).hex().upper().encode()
    assert len(digits) <= end - start
    return pdf[:start] + digits.ljust(end - start, b"0") + pdf[end:]


def signer_of(cms):
    """The fields of a SignedData's only SignerInfo: 5 is the signature, 6 what is unsigned."""
    return cms[1][1][1][0][1][-1][1][0][1]


def token_of(pdf):
    return signer_of(cms_of(pdf))[6][1][0][1][1][1][0]


def with_token(pdf, token):
    """`pdf`, which has no other unsigned attribute, with this token or, for None, with none."""
    cms = cms_of(pdf)
    del signer_of(cms)[6:]
    if token:
        signer_of(cms).append([0xa1, [[0x30, [[6, STAMP_ATTRIBUTE], [0x31, [token]]]]]])
    return with_cms(pdf, cms)


def with_smaller_s(signature):
    r, s = der.parse(signature)[1]
    number = int.from_bytes(s[1], "big")
    return der.write([0x30, [r, integer(min(number, ORDER - number))]])


def with_larger_s(token):
    fields = signer_of(token)
    r, s = der.parse(fields[5][1])[1]
    fields[5][1] = der.write([0x30, [r, integer(ORDER - int.from_bytes(s[1], "big"))]])
    return token


def integer(number):
    return [2, number.to_bytes(number.bit_length() // 8 + 1, "big")]


def token_for(signature, name):
    """A token of the authority `name` over `signature`."""
    imprint = [0x30, [der.parse(SHA256_AND_NULL), [4, hashlib.sha256(signature).digest()]]]
    query = [0x30, [[2, b"\1"], imprint, [2, b"\x01stamped!"], [1, b"\xff"]]]
    token = der.parse(authority.reply(name, der.write(query)))[1][1]
    data = token[1][1][1][0][1]
    data[1] = [0x31, [der.parse(SHA256)]]
    fields = signer_of(token)
    fields[2] = der.parse(SHA256)
    p256 = name.startswith("p256")
    fields[4] = der.parse(ECDSA if p256 else RSA)
    if p256:
        fields[5][1] = with_smaller_s(fields[5][1])
    return token


def signature_of(pdf):
    return signer_of(cms_of(pdf))[5][1]


def stamped_by(pdf, name):
    return with_token(pdf, token_for(signature_of(pdf), name))


def info_in(token):
    """The octet string that holds a token's TSTInfo."""
    return token[1][1][1][0][1][2][1][1][1][0]


def token_of_another_time(pdf, distance):
    token = token_of(pdf)
    content = info_in(token)
    info = der.parse(content[1])
    moment = datetime.datetime.strptime(info[1][4][1].decode(), FORM) + distance
    info[1][4][1] = moment.strftime(FORM).encode()
    content[1] = der.write(info)
    return token


def with_flipped_time(pdf):
    return with_token(pdf, token_of_another_time(pdf, datetime.timedelta(seconds=1)))


def flip_signature(signed):
    signature = signer_of(signed)[5]
    signature[1] = signature[1][:-1] + bytes([signature[1][-1] ^ 1])
    return signed


def with_flipped_signature(pdf):
    return with_cms(pdf, flip_signature(cms_of(pdf)))


def with_flipped_token(pdf):
    return with_token(pdf, flip_signature(token_of(pdf)))


def stamped_at_another_time(pdf, minutes, name):
    """`pdf` with its token, but of `minutes` later, and truly signed by the authority `name`."""
    token = token_of_another_time(pdf, datetime.timedelta(minutes=minutes))
    content = info_in(token)
    fields = signer_of(token)
    for kind, values in (attribute[1] for attribute in fields[3][1]):
        if kind[1] == MESSAGE_DIGEST:
            values[1][0][1] = hashlib.sha256(content[1]).digest()
    fields[5][1] = subprocess.run(["openssl", "dgst", "-sha256", "-sign", authority.key_of(name)],
                                  input=der.write([0x31, fields[3][1]]), check=True, capture_output=True).stdout
    return with_token(pdf, token)
