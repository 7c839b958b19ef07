#include "libs/report/tail.h"

#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/report/document.h"
#include "libs/report/qr_image.h"
#include "libs/report/shape.h"
#include "libs/report/text_string.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kUsualTail = 24 << 10;

// A file that so far is the prefix, with room for a tail.
ObjectBytes Begin(const Prefix& prefix) {
  ObjectBytes objects;
  objects.bytes.reserve(prefix.objects.bytes.size() + kUsualTail);
  objects.bytes = prefix.objects.bytes;
  objects.offsets = prefix.objects.offsets;
  return objects;
}

// The canonical data as it is, so that the scanner reads it without a library.
Part Attachment(const Tail& tail) {
  const absl::string_view opening = kAttachmentOpen.substr(2);  // without <<
  return PlainStream(absl::StrCat(opening, tail.qr_text, kQrClose,
                                  tail.report_data.size(), ">>"),
                     std::string(tail.report_data));
}

Part FileSpecification(int attachment) {
  return {absl::StrCat("<</Type/Filespec/F(", kAttachmentName, ")/UF(",
                       kAttachmentName, ")/AFRelationship/Data/EF<</F ",
                       Ref(attachment), "/UF ", Ref(attachment), ">>>>"),
          absl::nullopt};
}

// One bit a module, 0 paints. A mask and no image: viewers scale images softly
// and masks sharply, and a scanner needs edges.
Part QrImage(const qr::Matrix& qr) {
  const auto size = static_cast<std::size_t>(qr.size);
  const std::size_t row_bytes = (size + 7) / 8;
  std::string rows(row_bytes * size, '\xFF');
  for (std::size_t y = 0; y < size; ++y) {
    for (std::size_t x = 0; x < size; ++x) {
      char& byte = rows[y * row_bytes + x / 8];
      byte = static_cast<char>(byte & ~(qr.dark[y * size + x] << (7 - x % 8)));
    }
  }
  return PlainStream(
      absl::StrCat("/Type/XObject/Subtype/Image/Width ", size, "/Height ", size,
                   "/ImageMask true/BitsPerComponent 1"),
      std::move(rows));
}

// ISO 32000-1 7.9.4.
std::string PdfTime(absl::Time time) {
  return absl::FormatTime("D:%Y%m%d%H%M%S+08'00'", time, base::ChinaTime());
}

// The same data, the same file: both halves are the data's digest.
std::string FileId(absl::string_view report_data) {
  const std::string hex =
      absl::BytesToHexString(crypto::Sha256(report_data).substr(0, kIdBytes));
  return absl::StrCat("/ID[<", hex, "><", hex, ">]");
}

// An invisible field: hidden widgets are not printed, an empty rectangle shows
// nothing (ISO 32000-1 12.7.4.5). /F 132: print, locked.
void WriteSignatureField(ObjectBytes& objects, const Prefix& prefix,
                         int signature) {
  objects.Write(
      reserved::kField,
      {absl::StrCat("<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/TU",
                    TextString("电子签名"), "/F 132/Rect[0 0 0 0]/P ",
                    Ref(reserved::kFirstPage), "/StructParent ",
                    prefix.streams.field_key(), "/V ", Ref(signature), ">>"),
       absl::nullopt});
}

// Of a catalogue: what is attached, and what is signed.
std::string ProofEntries(int specification) {
  return absl::StrCat("/AF[", Ref(specification),
                      "]/Names<</EmbeddedFiles<</Names[(", kAttachmentName, ")",
                      Ref(specification), "]>>>>/AcroForm<</Fields[",
                      Ref(reserved::kField), "]/SigFlags 3>>");
}

void Finish(ObjectBytes& objects, const Prefix& prefix, int catalogue,
            absl::string_view identified_by) {
  objects.Finish(absl::StrCat("/Root ", Ref(catalogue), "/Info ",
                              Ref(prefix.document_information),
                              FileId(identified_by)));
}

// Returns where /Contents starts; the byte range is filled in when the size is
// known.
std::size_t WriteSignature(ObjectBytes& objects, int number, const Tail& tail) {
  const std::string opening =
      absl::StrCat(kSignatureOpen, PdfTime(tail.signing_time), kTimeClose,
                   std::string(kByteRangeSize, ' '), kContentsOpen);
  const std::string digits(2 * tail.signature_bytes, '0');
  objects.Write(number,
                {absl::StrCat(opening, "<", digits, ">>>"), absl::nullopt});
  const std::string head = absl::StrCat(number, " 0 obj\n");
  return objects.offsets[static_cast<std::size_t>(number) - 1] + head.size() +
         opening.size();
}

}  // namespace

absl::StatusOr<UnsignedFile> Assemble(const Prefix& prefix, const Tail& tail) {
  ObjectBytes objects = Begin(prefix);
  const int attachment = objects.Add(Attachment(tail));
  const int specification = objects.Add(FileSpecification(attachment));
  const int image = objects.Add(QrImage(tail.qr));
  ASSIGN_OR_RETURN(const std::string resources,
                   AddFonts(objects, prefix, tail.fonts,
                            absl::StrCat("/", kQrImageName, " ", Ref(image))));
  const int catalogue = AddDocument(objects, prefix, tail.drawn, resources,
                                    ProofEntries(specification));
  const int signature = objects.Reserve();
  WriteSignatureField(objects, prefix, signature);
  const std::size_t contents = WriteSignature(objects, signature, tail);
  const std::size_t contents_size = ContentsSize(tail.signature_bytes);
  Finish(objects, prefix, catalogue, tail.report_data);

  const std::string range =
      ByteRange(contents, contents_size, objects.bytes.size());
  objects.bytes.replace(contents - kContentsOpen.size() - kByteRangeSize,
                        kByteRangeSize, range);
  return UnsignedFile{std::move(objects.bytes), contents, contents_size};
}

absl::StatusOr<std::string> AssemblePreview(const Prefix& prefix,
                                            const Drawn& drawn,
                                            const FontSet& fonts) {
  ObjectBytes objects = Begin(prefix);
  ASSIGN_OR_RETURN(const std::string resources,
                   AddFonts(objects, prefix, fonts, ""));
  const int catalogue =
      AddDocument(objects, prefix, drawn, resources, kPreviewMark);
  objects.Write(reserved::kField, {"null", absl::nullopt});
  Finish(objects, prefix, catalogue, absl::StrJoin(drawn.pages, ""));
  return std::move(objects.bytes);
}

}  // namespace creditproof::report
