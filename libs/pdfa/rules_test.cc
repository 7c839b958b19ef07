// Each rule, broken in a real file.
#include "libs/pdfa/rules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/pdfa/apart.h"
#include "libs/pdfa/check.h"
#include "libs/report/file_objects.h"
#include "libs/report/sample_report.h"
#include "libs/report/take.h"

namespace creditproof::pdfa {
namespace {

const std::string& Sample() {
  static const auto* const pdf = new std::string(
      report::RecordsRenderer().Render(report::RecordsPage(6)).value());
  return *pdf;
}

// Both change one thing of the sample and leave a whole file.
using OnBytes = std::function<void(std::string&)>;
using OnObjects = std::function<void(Apart&)>;

std::string Changed(const OnBytes& change) {
  std::string pdf = Sample();
  change(pdf);
  return pdf;
}

std::string Changed(const OnObjects& change) {
  Apart apart = TakeApart(Sample());
  change(apart);
  return PutTogether(apart);
}

std::string Replaced(absl::string_view from, absl::string_view to) {
  return Changed(
      OnObjects([&](Apart& apart) { apart.InDictionary(from, to); }));
}

std::string Redrawn(absl::string_view from, absl::string_view to) {
  return Changed(OnObjects([&](Apart& apart) { apart.InStream(from, to); }));
}

std::string InCatalogue(absl::string_view entries) {
  return Replaced("/Type/Catalog", absl::StrCat("/Type/Catalog", entries));
}

std::string WithFirstMeaning(absl::string_view meaning) {
  return Changed(OnObjects([&](Apart& apart) {
    for (report::Part& part : apart.objects) {
      const std::size_t at =
          part.stream.has_value() ? part.stream->find("<0001><") : 0;
      if (!part.stream.has_value() || at == std::string::npos) continue;
      part.stream->replace(at + 7, 4, std::string(meaning));
      return;
    }
  }));
}

// The map from codes to glyphs of every font says .notdef.
std::string WithoutGlyphs() {
  return Changed(OnObjects([](Apart& apart) {
    for (const report::Part& part : apart.objects) {
      const auto map = report::NumberAfter(part.dictionary, "/CIDToGIDMap ");
      if (!map.has_value()) continue;
      std::string& bytes =
          *apart.objects[static_cast<std::size_t>(*map) - 1].stream;
      bytes.assign(bytes.size(), '\0');
    }
  }));
}

std::map<std::string, std::string> BrokenFiles() {
  const auto bytes = [](const OnBytes& change) { return Changed(change); };
  return {
      {"header", bytes([](auto& pdf) { pdf[9] = 'x'; })},
      {"end", bytes([](auto& pdf) { pdf += "x"; })},
      {"table", bytes([](auto& pdf) {
         pdf[pdf.find('\n', pdf.rfind("xref\n0 ") + 5) + 21] = '9';
       })},
      {"object",
       bytes([](auto& pdf) { pdf[pdf.find(">>\nendobj\n") + 2] = ' '; })},
      {"stream", bytes([](auto& pdf) { ++pdf[pdf.find("/Length ") + 8]; })},
      {"reference", InCatalogue("/Extra 9999 0 R")},
      {"filter", Replaced("/N 3", "/N 3/Filter/LZWDecode")},
      {"external", Replaced("/N 3", "/N 3/F(other)")},
      {"encryption", Changed(OnObjects([](Apart& apart) {
         apart.trailer += "/Encrypt<<>>";
       }))},
      {"id", Changed(OnObjects([](Apart& apart) {
         apart.trailer[apart.trailer.find("/ID[") + 1] = 'X';
       }))},
      {"limits", InCatalogue("/Extra/" + std::string(128, 'x'))},
      {"metadata", Redrawn("<?xpacket begin=", "<?xpakket begin=")},
      {"conformance",
       Redrawn("<pdfaid:conformance>U", "<pdfaid:conformance>B")},
      {"information", Replaced("/Producer(", "/Producer(Other ")},
      {"title", Replaced("/DisplayDocTitle true", "/DisplayDocTitle false")},
      {"language", Replaced("/Lang(zh-CN)", "")},
      {"active", InCatalogue("/OpenAction<</S/JavaScript/JS(x)>>")},
      {"optional", InCatalogue("/OCProperties<<>>")},
      {"bookmarks", Replaced("/Type/Outlines/First", "/Type/Outlines/Other")},
      {"intent", Replaced("GTS_PDFA1", "GTS_PDFX")},
      {"profile", Replaced("/N 3", "/N 4")},
      {"colour", Redrawn(" RG ", " 0 K ")},
      {"transparency", Redrawn("BT ", "/G0 gs BT ")},
      {"font-kind", Replaced("/Identity-H", "/Identity-V")},
      {"font-file", Replaced("/FontFile2 ", "/FontFile9 ")},
      {"glyph-map", WithoutGlyphs()},
      {"widths", Replaced("/DW 1000", "/DW 900")},
      {"unicode", Redrawn("<0001><", "<FFF1><")},
      {"meaning", WithFirstMeaning("FEFF")},
      {"operators", Redrawn("BT ", "BX BT ")},
      {"resources", Replaced("/Font<</F0 ", "/Font<</F9 ")},
      {"xobjects",
       Replaced("/Subtype/Image", "/Subtype/Image/Interpolate true")},
      {"annotations", Replaced("/F 132", "/F 134")},
      {"attachment", Replaced("/AFRelationship/Data", "/AFRelationship/Date")},
      {"mime", Replaced("application#2Foctet-stream", "octet-stream")},
      {"associated", Replaced("/AF[", "/Af[")},
      {"tagged", Replaced("/Marked true", "/Marked false")},
      {"types", Replaced("/S/H1", "/S/Head")},
      {"marked", Redrawn("/Artifact BMC", "/Span BMC")},
      {"owned", Replaced("/StructParents ", "/StructParentz ")},
      {"drawn", Redrawn("<</MCID 12>>", "<</MCID 99>>")},
      {"figures", Replaced("/Alt<", "/Alx<")},
      {"headings", Replaced("/S/H2", "/S/H4")},
      {"heads", Replaced("/Scope/Row", "/Scope/None")},
      {"rows", Replaced("/S/TD", "/S/P")},
      {"lists", Replaced("/S/LI", "/S/P")},
      {"fields", Replaced("/TU<", "/TX<")},
      {"tabs", Replaced("/Tabs/S", "/Tabs/R")},
  };
}

bool Finds(const std::string& pdf, absl::string_view rule) {
  const std::vector<Finding> findings = Check(pdf);
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& one) { return one.rule == rule; });
}

TEST_CASE("A report taken apart and put together keeps all rules") {
  for (const Finding& finding : Check(PutTogether(TakeApart(Sample())))) {
    FAIL_CHECK(finding.rule << ": " << finding.where);
  }
}

TEST_CASE("Each rule is broken by some file, and then found") {
  const std::map<std::string, std::string> broken = BrokenFiles();
  CHECK(broken.size() == AllRules().size());
  for (const Rule& rule : AllRules()) {
    INFO(rule.id);
    const auto file = broken.find(std::string(rule.id));
    REQUIRE(file != broken.end());
    CHECK_FALSE(Finds(Sample(), rule.id));
    CHECK(Finds(file->second, rule.id));
  }
}

TEST_CASE("Each rule is documented in its own words") {
  const std::string page = base::ReadFile(std::string(CREDITPROOF_SOURCES) +
                                          "/docs/formats/report.md")
                               .value();
  for (const Rule& rule : AllRules()) {
    INFO(rule.id);
    CHECK(absl::StrContains(page,
                            absl::StrCat("| `", rule.id, "` | ", rule.says)));
  }
}

TEST_CASE("Bytes that are no file end in findings, never worse") {
  for (std::size_t size = 0; size < Sample().size(); size += 4999) {
    CHECK_FALSE(Check(Sample().substr(0, size)).empty());
  }
}

}  // namespace
}  // namespace creditproof::pdfa
