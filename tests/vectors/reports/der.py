"""DER with tags of one byte: a value is [tag, content], the content of a constructed one a list of values."""


def read(data, at=0):
    """The value that begins at `at`, and where it ends."""
    tag, length, begin = data[at], data[at + 1], at + 2
    if length > 127:
        begin += length - 128
        length = int.from_bytes(data[at + 2:begin], "big")
    end = begin + length
    if not tag & 0x20:
        return [tag, data[begin:end]], end
    content = []
    while begin < end:
        value, begin = read(data, begin)
        content.append(value)
    return [tag, content], end


def parse(data):
    return read(data)[0]


def write(value):
    tag, content = value
    if tag & 0x20:
        content = b"".join(map(write, content))
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + content
