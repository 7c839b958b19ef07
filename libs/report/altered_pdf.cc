#include "libs/report/altered_pdf.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "libs/qr/qr.h"
#include "libs/report/document_hash.h"
#include "libs/report/file_objects.h"
#include "libs/report/page_text.h"
#include "libs/report/shape.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

// A test that asks for what is not there is wrong.
void Require(bool holds) {
  if (!holds) std::abort();
}

// The first page's content stream.
int ContentOf(const FileObjects& objects) {
  for (int number = 1; number <= objects.count(); ++number) {
    const auto page = objects.Dictionary(number);
    if (!page.ok() || !absl::StartsWith(*page, "<</Type/Page/")) continue;
    return NumberAfter(*page, "/Contents ").value();
  }
  std::abort();
}

std::string PlainStreamOf(absl::string_view bytes) {
  return absl::StrCat("<</Length ", bytes.size(), ">>\nstream\n", bytes,
                      "\nendstream");
}

// The codes of each string in `content`, four digits each, backwards.
std::string CodesReversed(std::string content) {
  for (std::size_t open = content.find('<'); open != std::string::npos;
       open = content.find('<', open + 1)) {
    const std::size_t close = content.find('>', open);
    std::string codes;
    for (std::size_t at = close; at >= open + 5; at -= 4) {
      codes += content.substr(at - 4, 4);
    }
    content.replace(open + 1, codes.size(), codes);
  }
  return content;
}

std::string MaskOf(const qr::Matrix& code) {
  const std::size_t row = (static_cast<std::size_t>(code.size) + 7) / 8;
  std::string rows(row * static_cast<std::size_t>(code.size), '\xFF');
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      char& byte = rows[static_cast<std::size_t>(y) * row +
                        static_cast<std::size_t>(x) / 8];
      if (code.at(x, y)) byte = static_cast<char>(byte & ~(0x80 >> x % 8));
    }
  }
  return rows;
}

}  // namespace

std::string Updated(const std::string& pdf, int number,
                    absl::string_view object) {
  const std::size_t before = pdf.rfind("xref\n0 ");
  const std::size_t at = pdf.size();
  std::string updated =
      absl::StrCat(pdf, number, " 0 obj\n", object, "\nendobj\n");
  const std::size_t table = updated.size();
  absl::StrAppend(&updated, "xref\n", number, " 1\n",
                  absl::StrFormat("%010d 00000 n \n", at),
                  "trailer\n<</Size 9999/Prev ", before, ">>\nstartxref\n",
                  table, "\n%%EOF\n");
  return updated;
}

std::string Reversed(const std::string& pdf, int mcid) {
  const FileObjects objects = FileObjects::Find(pdf).value();
  const int number = ContentOf(objects);
  std::string content = objects.Stream(number).value();
  const std::size_t open = content.find(absl::StrCat("/MCID ", mcid, ">>BDC"));
  Require(open != std::string::npos);
  const std::size_t begin = content.find("BDC", open);
  const std::size_t end = content.find("EMC", begin);
  const std::string marked = content.substr(begin, end - begin);
  content.replace(begin, end - begin, CodesReversed(marked));
  return Updated(pdf, number, PlainStreamOf(content));
}

std::string DrawnOn(const std::string& pdf, absl::string_view more) {
  const FileObjects objects = FileObjects::Find(pdf).value();
  const int number = ContentOf(objects);
  return Updated(
      pdf, number,
      PlainStreamOf(absl::StrCat(objects.Stream(number).value(), more)));
}

std::string WithQrCode(const std::string& pdf, absl::string_view text) {
  const FileObjects objects = FileObjects::Find(pdf).value();
  const qr::Matrix code = qr::Encode(text).value();
  const std::string rows = MaskOf(code);
  return Updated(
      pdf, ReadPageTexts(objects).value().front().qr_image,
      absl::StrCat("<</Type/XObject/Subtype/Image/Width ", code.size,
                   "/Height ", code.size,
                   "/ImageMask true/BitsPerComponent 1/Length ", rows.size(),
                   ">>\nstream\n", rows, "\nendstream"));
}

std::string Replaced(std::string pdf, absl::string_view from,
                     absl::string_view to) {
  Require(from.size() == to.size());
  Require(absl::StrReplaceAll({{from, to}}, &pdf) > 0);
  return pdf;
}

std::string SignedAnew(std::string pdf, const CmsSigner& signer) {
  const std::size_t contents = pdf.rfind("/Contents<") + 9;
  DocumentHash hash(signer.with_sm3());
  hash.Update(absl::string_view(pdf).substr(0, contents));
  const std::size_t kept = signer.BytesKept();
  hash.Update(absl::string_view(pdf).substr(contents + ContentsSize(kept)));
  std::string digits = absl::AsciiStrToUpper(
      absl::BytesToHexString(signer.Sign(hash.Finish()).value()));
  digits.resize(2 * kept, '0');
  return pdf.replace(contents + 1, digits.size(), digits);
}

}  // namespace creditproof::report
