// XMP metadata (ISO 16684-1), whose properties are elements, and the document
// information.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/pdfa/checks.h"
#include "libs/pdfa/utf16.h"

namespace creditproof::pdfa {
namespace {

// What stands between `open` and the next tag.
std::string Property(absl::string_view xmp, absl::string_view open) {
  const std::size_t at = xmp.find(open);
  if (at == absl::string_view::npos) return "";
  const absl::string_view rest = xmp.substr(at + open.size());
  return absl::StrReplaceAll(rest.substr(0, rest.find('<')),
                             {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}});
}

std::string TitleOf(absl::string_view xmp) {
  const std::size_t at = xmp.find("<dc:title>");
  if (at == absl::string_view::npos) return "";
  return Property(xmp.substr(at), "<rdf:li xml:lang=\"x-default\">");
}

void CheckInformation(const Value& information, absl::string_view xmp,
                      Findings& findings) {
  const auto check = [&](absl::string_view key, const std::string& said) {
    if (TextOf(information[key].text) == said) return;
    findings.Add(rule::kInformation, std::string(key));
  };
  check("Title", TitleOf(xmp));
  check("Producer", Property(xmp, "<pdf:Producer>"));
  check("Creator", Property(xmp, "<xmp:CreatorTool>"));
  check("Author", "");
  check("Subject", "");
  check("Keywords", "");
}

}  // namespace

void CheckMetadata(const File& file, Findings& findings) {
  const Value& stream = file.Follow(file.catalogue()["Metadata"]);
  const absl::string_view xmp = stream.text;
  const bool packet = absl::StartsWith(xmp, "<?xpacket begin=") &&
                      absl::StrContains(xmp, "<?xpacket end=");
  if (!stream["Type"].IsName("Metadata") || !stream["Subtype"].IsName("XML") ||
      !stream["Filter"].IsNull() || !packet) {
    findings.Add(rule::kMetadata, "/Metadata");
  }
  if (Property(xmp, "<pdfaid:part>") != "3" ||
      Property(xmp, "<pdfaid:conformance>") != "U" ||
      !absl::StrContains(xmp, "\"http://www.aiim.org/pdfa/ns/id/\"")) {
    findings.Add(rule::kConformance, "/Metadata");
  }
  if (TitleOf(xmp).empty()) findings.Add(rule::kTitle, "/Metadata");
  CheckInformation(file.Follow(file.trailer()["Info"]), xmp, findings);
}

}  // namespace creditproof::pdfa
