import io
import struct
import zipfile
import zlib

import pytest
from relancier.base import opc
from relancier.base.errors import InvalidInput
from relancier.base.opc import Package

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": b"<a>Bonjour</a>" * 50,
    "word/media/image1.png": b"\x89PNG",
}


def archive(parts: dict[str, bytes] = PARTS, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as out:
        for i, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2024, 5, i + 1, 10, 0, 0))
            info.compress_type = method
            out.writestr(info, data)
    return buffer.getvalue()


def streamed(parts: dict[str, bytes] = PARTS) -> bytes:
    """An archive written to a pipe: sizes come after the data, in descriptors."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, chunk) -> int:
            self.data += bytes(chunk)
            return len(chunk)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return pipe.data


def stdlib(data: bytes) -> zipfile.ZipFile:
    opened = zipfile.ZipFile(io.BytesIO(data))
    assert opened.testzip() is None
    return opened


def test_nothing_replaced_gives_the_same_bytes():
    assert Package(archive()).write({}) == archive()


def test_a_replaced_member_keeps_its_place_and_time_stamp_and_the_others_their_compressed_bytes():
    data = archive()
    new = Package(data).write({"word/document.xml": b"<a>Bonsoir</a>"})
    with stdlib(new) as result, stdlib(data) as origin:
        assert result.namelist() == list(PARTS)
        assert result.read("word/document.xml") == b"<a>Bonsoir</a>"
        assert [i.date_time for i in result.infolist()] == [i.date_time for i in origin.infolist()]
    assert Package(new).raw("[Content_Types].xml") == Package(data).raw("[Content_Types].xml")
    assert Package(new).raw("word/media/image1.png") == Package(data).raw("word/media/image1.png")


def test_a_dropped_member_is_gone_and_an_added_one_comes_last_dated_1980():
    new = Package(archive()).write({"word/media/qr-é.png": b"QR"}, drop=["word/media/image1.png"])
    with stdlib(new) as result:
        assert result.namelist() == ["[Content_Types].xml", "word/document.xml", "word/media/qr-é.png"]
        assert result.getinfo("word/media/qr-é.png").date_time == (1980, 1, 1, 0, 0, 0)
        assert result.read("word/media/qr-é.png") == b"QR"


def test_writing_twice_gives_the_same_bytes():
    package = Package(archive())
    assert package.write({"word/document.xml": b"x"}) == package.write({"word/document.xml": b"x"})


def test_dropping_an_unknown_member_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError, match="absent"):
        Package(archive()).write({}, drop=["absent"])


def test_members_with_data_descriptors_are_copied_with_plain_headers():
    data = streamed()
    new = Package(data).write({})
    assert Package(new).raw("word/document.xml") == Package(data).raw("word/document.xml")
    with stdlib(new) as result:
        assert result.read("word/document.xml") == PARTS["word/document.xml"]
        assert not any(info.flag_bits & 8 for info in result.infolist())


def test_zip64_sizes_in_a_local_header_only_are_written_plainly():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out, out.open("word/document.xml", "w", force_zip64=True) as member:
        member.write(b"texte")
    new = Package(buffer.getvalue()).write({})
    with stdlib(new) as result:
        assert result.read("word/document.xml") == b"texte"
    assert b"\xff\xff\xff\xff" not in new


def test_a_stored_member_reads_as_it_stands():
    assert Package(archive(method=zipfile.ZIP_STORED)).read("word/media/image1.png") == b"\x89PNG"


def test_two_members_of_one_name_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("a.xml", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("a.xml", b"2")
    with pytest.raises(InvalidInput, match=r"deux fois « a\.xml »"):
        Package(buffer.getvalue())


def test_a_member_that_would_expand_beyond_reason_is_refused():
    with pytest.raises(InvalidInput, match="se déploierait sur 20 Mo"):
        Package(archive({"xl/bombe.xml": bytes(20 << 20)}))


def test_a_member_that_expands_beyond_its_announced_size_is_refused_when_read():
    data = bytearray(archive({"a.xml": b"x" * 1000}))
    directory = data.rfind(b"PK\1\2")
    struct.pack_into("<I", data, directory + 24, 10)
    struct.pack_into("<I", data, 22, 10)
    with pytest.raises(InvalidInput, match=r"abîmé ou incomplet \(partie « a\.xml »\)"):
        Package(bytes(data)).read("a.xml")


def test_a_changed_byte_is_found_by_its_checksum():
    data = bytearray(archive({"a.xml": b"abc"}, zipfile.ZIP_STORED))
    data[data.index(b"abc")] ^= 1
    with pytest.raises(InvalidInput, match="abîmé"):
        Package(bytes(data)).read("a.xml")


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_truncated_archive_is_refused(cut):
    with pytest.raises(InvalidInput, match=r"abîmé|ni un classeur"):
        Package(archive()[:-cut])


def test_an_encrypted_member_is_refused():
    data = bytearray(archive({"a.xml": b"abc"}))
    data[data.rfind(b"PK\1\2") + 8] |= 1
    with pytest.raises(InvalidInput, match=r"« a\.xml » est chiffrée"):
        Package(bytes(data))


def test_a_zip64_archive_is_refused():
    data = bytearray(archive({"a.xml": b"abc"}))
    struct.pack_into("<I", data, data.rfind(b"PK\1\2") + 24, 0xFFFFFFFF)
    with pytest.raises(InvalidInput, match="Zip64"):
        Package(bytes(data))


def test_an_office_file_with_a_password_is_named_as_such():
    with pytest.raises(InvalidInput, match="mot de passe") as caught:
        Package(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "clients.xlsx")
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith("clients.xlsx : ")


def test_what_is_no_archive_is_refused():
    with pytest.raises(InvalidInput, match="ni un classeur ni un document Office"):
        Package(b"Bonjour")


def test_a_large_part_is_deflated_in_slices_that_make_one_stream() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(60_000))
    assert len(rows) > 2 * opc.LARGE
    changed = Package(archive()).write({"word/document.xml": rows})
    assert stdlib(changed).read("word/document.xml") == rows
    assert Package(changed).read("word/document.xml") == rows
    assert len(opc.deflate(rows)) < 1.02 * len(zlib.compress(rows, 3))


def test_the_number_of_processors_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytes(range(256)) * 10_000
    several = opc.deflate(data)
    monkeypatch.setattr(opc.os, "cpu_count", lambda: 1)
    assert opc.deflate(data) == several
