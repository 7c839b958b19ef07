// The bytes by which renderer and scanner agree on what a report looks like
// (docs/formats/report.md).
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace creditproof::report {

// A file starts with these.
inline constexpr absl::string_view kHeader = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

// Before the canonical data, as the first object of the tail:
// kAttachmentOpen, the QR text, kQrClose, the size, kSizeClose, kDataOpen, the
// data, kDataClose.
inline constexpr absl::string_view kQrKey = "/CRPF_QrText(";
inline constexpr absl::string_view kAttachmentOpen =
    "<</Type/EmbeddedFile/Subtype/application#2Foctet-stream/CRPF_QrText(";
inline constexpr absl::string_view kQrClose = ")/Params<</Size ";
inline constexpr absl::string_view kSizeClose = ">>/Length ";
inline constexpr absl::string_view kDataOpen = ">>\nstream\n";
inline constexpr absl::string_view kDataClose = "\nendstream\nendobj\n";
inline constexpr absl::string_view kAttachmentName = "report-data.bin";

// The signature is the last object: kSignatureOpen, the time, kTimeClose, the
// byte range, kContentsOpen, hexadecimal digits, kSignatureClose.
inline constexpr absl::string_view kSignatureOpen =
    "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(";
inline constexpr absl::string_view kTimeClose = ")";
inline constexpr absl::string_view kByteRangeOpen = "/ByteRange[0 ";
inline constexpr std::size_t kByteRangeSize = 40;  // padded with blanks
inline constexpr absl::string_view kContentsOpen = "/Contents";
inline constexpr absl::string_view kSignatureClose = ">>\nendobj\n";

// An entry of a preview's catalogue, and of no report's.
inline constexpr absl::string_view kPreviewMark = "/CRPF_Preview true";

// Bytes kept for the CMS, twice as many digits: of a P-256 signature alone, of
// RSA's or with SM2's beside it, of any with a time stamp. What the data states
// decides, and no certificate: the same data makes the same bytes everywhere.
inline constexpr std::size_t kP256Bytes = 3072;
inline constexpr std::size_t kLongBytes = 4096;
inline constexpr std::size_t kStampedBytes = 8192;

// Of the value of /Contents that keeps so many bytes, its < and > included.
inline constexpr std::size_t ContentsSize(std::size_t kept) {
  return 2 * kept + 2;
}

// The entry for a file of `size` bytes whose value of /Contents,
// `contents_size` long, starts at `contents`: all but that value.
inline std::string ByteRange(std::size_t contents, std::size_t contents_size,
                             std::size_t size) {
  const std::size_t second = contents + contents_size;
  std::string entry = absl::StrCat(kByteRangeOpen, contents, " ", second, " ",
                                   size - second, "]");
  entry.resize(kByteRangeSize, ' ');
  return entry;
}

}  // namespace creditproof::report
