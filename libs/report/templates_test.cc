#include "libs/report/templates.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/report/lint.h"
#include "libs/report/measures.h"
#include "libs/report/new_edition.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/read_back.h"
#include "libs/report/sample_report.h"
#include "libs/report/scanner.h"
#include "libs/report/sentence.h"

namespace creditproof::report {
namespace {

using v1::ReportData;

std::string ErrorOf(const TemplateFolder& folder) {
  const auto templates = folder.Load();
  return templates.ok() ? "" : std::string(templates.status().message());
}

TEST_CASE("A new edition is drawn, signed and genuine without a release") {
  const auto templates = FolderWithNewEdition().Load();
  INFO(templates.status());
  REQUIRE(templates.ok());
  const Template& drawn = templates->For(ReportData::OUTCOME_CLEAN);
  REQUIRE(drawn.template_id() == "clean-3");
  Page page = SamplePage();
  page.data.set_template_id("clean-3");
  const auto renderer = Renderer::Make(std::string(kFontDirectory), drawn,
                                       page.data.names(), SampleSigner());
  INFO(renderer.status());
  REQUIRE(renderer.ok());

  const std::string pdf = (*renderer)->Render(page).value();

  const absl::Status lint =
      Lint(pdf, page, {drawn, SampleSigner().frames(), {}});
  INFO(lint);
  CHECK(lint.ok());
  CHECK(ScanPdf(pdf, SampleSigner().frames()).verdict ==
        Scan::Verdict::kGenuine);
  const PdfFolder folder(pdf);
  const std::string text = folder.Output("pdftotext -raw report.pdf -");
  for (const char* const piece :
       {"新版", "住所（经营场所）", "49 个领域均无违法违规记录",
        "共50个领域：○ 49个"}) {
    CHECK_THAT(text, Catch::Contains(piece));
  }
  CHECK_THAT(text, !Catch::Contains("成立日期"));
  CHECK(absl::StrContains(pdf, "/Count 1>>"));
  folder.Output("pdftoppm -r 100 -png -singlefile report.pdf page");
  CHECK_THAT(folder.Output("zbarimg -q --raw page.png"),
             Catch::Contains(page.qr_text));
}

TEST_CASE("What a page does not show is found under a new edition, too") {
  const Templates templates = FolderWithNewEdition().Load().value();
  const Template& drawn = templates.For(ReportData::OUTCOME_CLEAN);
  Page page = SamplePage();
  page.data.set_template_id("clean-3");
  const std::string pdf = Renderer::Make(std::string(kFontDirectory), drawn,
                                         page.data.names(), SampleSigner())
                              .value()
                              ->Render(page)
                              .value();
  page.data.mutable_subject()->set_address("他处");
  CHECK_FALSE(LintPages(pdf, page, {drawn, {}, {}}).ok());
}

// How far right, and how far down, any word of `pdf` reaches, in millimetres.
std::pair<double, double> ReachOf(const std::string& pdf) {
  const std::string boxes =
      PdfFolder(pdf).Output("pdftotext -bbox report.pdf - | grep '<word '");
  const auto furthest = [&boxes](const std::string& edge) {
    double most = 0;
    for (std::size_t at = boxes.find(edge); at != std::string::npos;
         at = boxes.find(edge, at + 1)) {
      most = std::max(most, std::stod(boxes.substr(at + edge.size())));
    }
    return most / kPointsPerMillimetre;
  };
  return {furthest("xMax=\""), furthest("yMax=\"")};
}

TEST_CASE("The longest name runs off the paper in no sentence") {
  const int characters = GENERATE(60, 200);
  Template drawn = CleanTemplate();
  v1::ConclusionBlock& block = *drawn.mutable_conclusion();
  block.mutable_words_style()->set_size(8);
  block.mutable_figure_style()->set_size(8);
  block.mutable_remark()->Clear();
  std::string& headline = *block.mutable_headline(0)->mutable_text();
  SECTION("headline") { headline += "：{name}"; }
  SECTION("remark") { block.add_remark()->set_text("其名称：{name}"); }
  SECTION("both") {
    headline = "{name}，" + headline;
    block.add_remark()->set_text("（{name}）");
    block.mutable_words_style()->set_size(6);
    block.mutable_remark_style()->set_size(6);
  }
  Page page = SamplePage();
  std::string name;
  for (int i = 0; i < characters / 4; ++i) absl::StrAppend(&name, "齐齐哈尔");
  page.data.mutable_subject()->set_name(name);
  const auto renderer = Renderer::Make(std::string(kFontDirectory), drawn,
                                       page.data.names(), SampleSigner());
  INFO(renderer.status());
  REQUIRE(renderer.ok());

  const auto pdf = (*renderer)->Render(page);

  INFO(characters << " characters: " << pdf.status());
  if (characters == 200 && absl::IsInvalidArgument(pdf.status())) {
    return;  // more than two pages hold, which is said
  }
  REQUIRE(pdf.ok());
  CHECK(Lint(*pdf, page, {drawn, SampleSigner().frames(), {}}).ok());
  const auto [right, bottom] = ReachOf(*pdf);
  CHECK(right > 150);
  CHECK(right <= drawn.sheet().left() + drawn.sheet().width() + 0.5);
  CHECK(bottom < kSheetHeight - 8);
}

TEST_CASE("A specimen reads as it was meant, under every edition") {
  const Templates templates = FolderWithNewEdition().Load().value();
  const policy::v1::Names names = SamplePage().data.names();
  for (const auto outcome :
       {ReportData::OUTCOME_CLEAN, ReportData::OUTCOME_WITH_RECORDS}) {
    const Template& drawn = templates.For(outcome);
    INFO(drawn.template_id());
    const auto plate =
        Plate::Make(std::string(kFontDirectory), drawn, names).value();
    const absl::Status read = ReadBackSpecimen(*plate, drawn, names);
    INFO(read);
    CHECK(read.ok());

    Template other = drawn;
    other.mutable_sheet()->set_number_label("号码");
    CHECK_FALSE(ReadBackSpecimen(*plate, other, names).ok());
  }
}

TEST_CASE("Before a start specimens of all templates are read back") {
  CHECK(
      ReadBackSpecimens(ShippedTemplates(), std::string(kFontDirectory)).ok());
  const absl::Status status = ReadBackSpecimens(ShippedTemplates(), "/nowhere");
  CHECK_THAT(std::string(status.message()),
             Catch::Contains("template clean-2 cannot be put to use"));
}

// Takes {PLACEHOLDER} out of clause by clause.
void CheckEachIsNeeded(const std::string& id, const Template& whole,
                       Sentence* (*of)(Template&)) {
  Template copy = whole;
  const int clauses = of(copy)->size();
  for (int i = 0; i < clauses; ++i) {
    for (const Piece& piece : Split((*of(copy))[i].text())) {
      if (piece.placeholder.empty()) continue;
      const std::string braced = absl::StrCat("{", piece.placeholder, "}");
      Template less = whole;
      std::string& text = *(*of(less))[i].mutable_text();
      text = absl::StrReplaceAll(text, {{braced, ""}});
      std::string written;
      google::protobuf::TextFormat::PrintToString(less, &written);
      TemplateFolder folder;
      folder.Write(id, written);
      INFO(id << ", clause " << i);
      CHECK_THAT(ErrorOf(folder), Catch::Contains("must say " + braced));
    }
  }
}

TEST_CASE("No template leaves out what a report must state") {
  for (const auto outcome :
       {ReportData::OUTCOME_CLEAN, ReportData::OUTCOME_WITH_RECORDS}) {
    const Template& whole = ShippedTemplates().For(outcome);
    const std::string& id = whole.template_id();
    CheckEachIsNeeded(id, whole, [](Template& t) {
      return t.mutable_conclusion()->mutable_headline();
    });
    CheckEachIsNeeded(id, whole, [](Template& t) {
      return t.mutable_conclusion()->mutable_statement();
    });
    CheckEachIsNeeded(id, whole, [](Template& t) {
      return t.mutable_grid()->mutable_count_line();
    });
  }
}

TEST_CASE("Of each outcome one template is current") {
  TemplateFolder folder;
  const std::string clean = TemplateFolder::Shipped("clean-2");
  const auto is = [](const std::string& id) {
    return std::pair(std::string("template_id: \"clean-2\""),
                     "template_id: \"" + id + "\"");
  };
  std::string error;
  SECTION("two") {
    folder.WriteChanged("clean-3", clean, {is("clean-3")});
    error = "clean-2 are both current for OUTCOME_CLEAN: let the newer say";
  }
  SECTION("none") {
    folder.Remove("records-2");
    error = "no template is current for OUTCOME_WITH_RECORDS";
  }
  SECTION("no template at all") {
    folder.Remove("clean-2");
    folder.Remove("records-2");
    error = "holds no template";
  }
  SECTION("each superseded by the other") {
    folder.WriteChanged("clean-2", clean,
                        {is("clean-2\"\nsupersedes: \"clean-3")});
    folder.WriteChanged("clean-3", clean,
                        {is("clean-3\"\nsupersedes: \"clean-2")});
    error = "no template is current for OUTCOME_CLEAN";
  }
  SECTION("one that is superseded is gone") {
    folder.WriteChanged("clean-3", clean,
                        {is("clean-3\"\nsupersedes: \"clean-1")});
    error = "supersedes clean-1, which is not in the folder";
  }
  SECTION("one that states something else is superseded") {
    folder.WriteChanged("clean-3", clean,
                        {is("clean-3\"\nsupersedes: \"records-2")});
    error = "supersedes records-2, which states another outcome";
  }
  CHECK_THAT(ErrorOf(folder), Catch::Contains(error));
}

TEST_CASE("A template that was superseded is not asked for what is new") {
  const std::string before = TemplateFolder::Shipped("clean-2");
  TemplateFolder& folder = FolderWithNewEdition();
  folder.WriteChanged("clean-2", before, {{"size: 22", "size: 60"}});
  CHECK(folder.Load().ok());
  folder.Write("clean-2", before);
}

}  // namespace
}  // namespace creditproof::report
