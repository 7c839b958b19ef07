#include "libs/report/tail.h"

#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/report/font_objects.h"
#include "libs/report/pages.h"
#include "libs/report/shape.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kIdBytes = 16;

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
  for (int y = 0; y < qr.size; ++y) {
    for (int x = 0; x < qr.size; ++x) {
      if (!qr.at(x, y)) continue;
      char& byte = rows[static_cast<std::size_t>(y) * row_bytes +
                        static_cast<std::size_t>(x) / 8];
      byte = static_cast<char>(byte & ~(0x80 >> x % 8));
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

// Numbers of objects that refer to each other, in the order they are written.
struct Numbers {
  Numbers(int first, std::size_t count)
      : first_page(first),
        pages(first + static_cast<int>(count)),
        field(pages + 1),
        catalogue(pages + 2),
        signature(pages + 3) {}

  int first_page;
  int pages;
  int field;
  int catalogue;
  int signature;
};

// `contents` are the numbers of the content streams, `resources` what they
// draw with.
void AddPages(ObjectBytes& objects, const std::vector<int>& contents,
              absl::string_view resources, const Numbers& numbers) {
  std::string kids;
  for (const int content : contents) {
    absl::StrAppend(&kids, Ref(objects.next()), " ");
    const bool signed_here = objects.next() == numbers.first_page;
    objects.Add(
        {absl::StrCat("<</Type/Page/Parent ", Ref(numbers.pages),
                      "/MediaBox[0 0 595.28 841.89]/Resources ", resources,
                      "/Contents ", Ref(content),
                      signed_here
                          ? absl::StrCat("/Annots[", Ref(numbers.field), "]")
                          : "",
                      ">>"),
         absl::nullopt});
  }
  kids.pop_back();
  objects.Add({absl::StrCat("<</Type/Pages/Kids[", kids, "]/Count ",
                            contents.size(), ">>"),
               absl::nullopt});
}

// An invisible field: hidden widgets are not printed, an empty rectangle shows
// nothing (ISO 32000-1 12.7.4.5). /F 132: print, locked.
void AddSignatureField(ObjectBytes& objects, const Numbers& numbers) {
  objects.Add({absl::StrCat("<</Type/Annot/Subtype/Widget/FT/Sig"
                            "/T(Signature1)/F 132/Rect[0 0 0 0]/P ",
                            Ref(numbers.first_page), "/V ",
                            Ref(numbers.signature), ">>"),
               absl::nullopt});
}

void AddCatalogue(ObjectBytes& objects, const Prefix& prefix, int specification,
                  const Numbers& numbers) {
  objects.Add(
      {absl::StrCat("<</Type/Catalog/Pages ", Ref(numbers.pages),
                    "/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>"
                    "/Metadata ",
                    Ref(prefix.metadata), "/OutputIntents[",
                    Ref(prefix.output_intent), "]/AF[", Ref(specification),
                    "]/Names<</EmbeddedFiles<</Names[(", kAttachmentName, ")",
                    Ref(specification), "]>>>>/AcroForm<</Fields[",
                    Ref(numbers.field), "]/SigFlags 3>>>>"),
       absl::nullopt});
}

// Returns where /Contents starts; the byte range is filled in when the size is
// known.
std::size_t AddSignature(ObjectBytes& objects, absl::Time signing_time) {
  const std::string opening =
      absl::StrCat(kSignatureOpen, PdfTime(signing_time), kTimeClose,
                   std::string(kByteRangeSize, ' '), kContentsOpen);
  const std::string digits(2 * kSignatureBytes, '0');
  const int number =
      objects.Add({absl::StrCat(opening, "<", digits, ">>>"), absl::nullopt});
  const std::string head = absl::StrCat(number, " 0 obj\n");
  return objects.offsets.back() + head.size() + opening.size();
}

}  // namespace

absl::StatusOr<UnsignedFile> Assemble(const Prefix& prefix, const Tail& tail) {
  ObjectBytes objects = prefix.objects;
  const int attachment = objects.Add(Attachment(tail));
  const int specification = objects.Add(FileSpecification(attachment));
  const std::string fonts = tail.fonts.Resources(objects.next());
  ASSIGN_OR_RETURN(const std::vector<Part> font_parts,
                   tail.fonts.Objects(objects.next()));
  for (const Part& part : font_parts) objects.Add(part);
  const int image = objects.Add(QrImage(tail.qr));
  const std::string resources =
      absl::StrCat("<</Font<<", prefix.fonts, fonts, ">>/XObject<<",
                   prefix.forms, "/", kQrImage, " ", Ref(image), ">>>>");
  std::vector<int> page_contents;
  for (const std::string& page : tail.pages) {
    page_contents.push_back(
        objects.Add(DeflatedStream("", page, kQuickCompression)));
  }

  const Numbers numbers(objects.next(), tail.pages.size());
  AddPages(objects, page_contents, resources, numbers);
  AddSignatureField(objects, numbers);
  AddCatalogue(objects, prefix, specification, numbers);
  const std::size_t contents = AddSignature(objects, tail.signing_time);
  objects.Finish(absl::StrCat("/Root ", Ref(numbers.catalogue), "/Info ",
                              Ref(prefix.document_information),
                              FileId(tail.report_data)));

  const std::string range = ByteRange(contents, objects.bytes.size());
  objects.bytes.replace(contents - kContentsOpen.size() - kByteRangeSize,
                        kByteRangeSize, range);
  return UnsignedFile{std::move(objects.bytes), contents};
}

}  // namespace creditproof::report
