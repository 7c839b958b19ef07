#include "libs/report/fields.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/deflate/deflate.h"
#include "libs/report/altered_pdf.h"
#include "libs/report/contents.h"
#include "libs/report/file_objects.h"
#include "libs/report/object_table.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/places.h"
#include "libs/report/resaved.h"
#include "libs/report/sample_report.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

const std::string& Sample() {
  static const auto* const pdf =
      new std::string(SampleRenderer().Render(SamplePage()).value());
  return *pdf;
}

std::string TextOf(absl::string_view pdf, absl::string_view id,
                   const Template& drawn = CleanTemplate()) {
  const auto shown = ReadShownFields(pdf, &drawn);
  INFO(shown.status());
  REQUIRE(shown.ok());
  for (const Field& field : shown->fields) {
    if (field.id == id) return field.text;
  }
  return "";
}

// Those of the sample's fields that `pdf` shows otherwise.
std::vector<std::string> Differing(absl::string_view pdf) {
  const auto shown = ReadShownFields(pdf, &CleanTemplate());
  INFO(shown.status());
  REQUIRE(shown.ok());
  const auto stated = StatedFields(SamplePage().data, *shown, &CleanTemplate());
  REQUIRE(stated.ok());
  std::vector<std::string> differing;
  for (const Field& field : *stated) {
    if (!SameText(field.text, TextOf(pdf, field.id))) {
      differing.push_back(field.id);
    }
  }
  return differing;
}

using Ids = std::vector<std::string>;

TEST_CASE("Each field is read from its place") {
  const v1::ReportData data = SamplePage().data;
  CHECK(TextOf(Sample(), "subject.name") == data.subject().name());
  CHECK(TextOf(Sample(), "subject.credit_code") ==
        data.subject().credit_code());
  CHECK(TextOf(Sample(), "areas[0]") == "○");
  CHECK(TextOf(Sample(), "issue_time") == "2026年11月23日 10时16分42秒");
  CHECK(Differing(Sample()).empty());
}

TEST_CASE("A field that an update changed is the one that differs") {
  const auto [mcid, id] = GENERATE(
      table<int, std::string>({{content::kCells, "subject.name"},
                               {content::kCells + 1, "subject.credit_code"},
                               {content::kCells + 9, "period"},
                               {content::kStatement, "statement"},
                               {content::kCount, "count_line"},
                               {content::kNumber, "report_number"},
                               {content::kIssueTime, "issue_time"}}));
  CHECK(Differing(Reversed(Sample(), mcid)) == Ids{id});
}

TEST_CASE("What is drawn beside the places is told, an artifact or not") {
  const std::string text = "BT 1 1 Td/F0 9 Tf<00010002>Tj ET\n";
  CHECK(Differing(DrawnOn(Sample(), text)) == Ids{"pages[0].edges"});
  CHECK(Differing(DrawnOn(Sample(),
                          absl::StrCat("/Artifact BMC\n", text, "EMC\n"))) ==
        Ids{"pages[0].edges"});
  CHECK(Differing(DrawnOn(
            Sample(), absl::StrCat("/P<</MCID 999>>BDC\n", text, "EMC\n"))) ==
        Ids{"pages[0].edges"});
}

TEST_CASE("Of updates the last holds") {
  const std::string once = Reversed(Sample(), content::kCells);
  CHECK(Differing(Reversed(once, content::kCells)).empty());
  CHECK(Differing(Reversed(once, content::kNumber)) ==
        Ids{"subject.name", "report_number"});
}

TEST_CASE("Text that is drawn in another way is not passed over") {
  CHECK_FALSE(
      ReadShownFields(DrawnOn(Sample(), "BT (more) Tj ET\n"), &CleanTemplate())
          .ok());
  CHECK_FALSE(ReadShownFields(DrawnOn(Sample(), "BT/Other 9 Tf<0001>Tj ET\n"),
                              &CleanTemplate())
                  .ok());
}

TEST_CASE("A page that ends in the middle of its text is refused") {
  for (const char* text : {"BT/F0 9 Tf<", "BT/F0 9 Tf<0001", "BT/F0 9 Tf<00010",
                           "BT/F0 9 Tf<000100", "BT/F0 9 Tf<0001001"}) {
    INFO(text);
    CHECK(absl::IsInvalidArgument(
        ReadShownFields(DrawnOn(Sample(), text), &CleanTemplate()).status()));
  }
}

TEST_CASE("A page lists no more rows than a report has") {
  const Page page = RecordsPage(6);
  const std::string pdf = RecordsRenderer().Render(page).value();
  std::vector<PageText> texts =
      ReadPageTexts(FileObjects::Find(pdf).value()).value();
  REQUIRE(SortFields(texts, &RecordsTemplate()).ok());
  for (int i = 0; i < 5'000; ++i) {
    texts.back().contents.push_back(
        {content::kRows + kRecordColumnCount * (100 + i), "x", ""});
  }
  CHECK(
      absl::IsInvalidArgument(SortFields(texts, &RecordsTemplate()).status()));
}

TEST_CASE("An object is not read once the file took too much reading") {
  const FileObjects objects = FileObjects::Find(Sample()).value();
  REQUIRE(objects.Dictionary(objects.catalogue()).ok());
  CHECK_FALSE(objects.Spend(std::size_t{33} << 20).ok());
  CHECK(objects.Dictionary(objects.catalogue()).status().message() ==
        "the file takes too much reading");
}

TEST_CASE("A page that is named twice is refused") {
  const FileObjects objects = FileObjects::Find(Sample()).value();
  const int tree =
      OnlyNumberAfter(objects.Dictionary(objects.catalogue()).value(), "/Pages")
          .value();
  const absl::string_view one = objects.Dictionary(tree).value();
  const std::size_t end = one.find(']');
  const std::size_t begin = one.find('[') + 1;
  const absl::string_view page = one.substr(begin, end - begin);
  const auto read = [&](absl::string_view kids) {
    return ReadShownFields(
        Updated(Sample(), tree,
                absl::StrCat(one.substr(0, begin), kids, one.substr(end))),
        &CleanTemplate());
  };
  CHECK(read(page).ok());
  CHECK(absl::IsInvalidArgument(read(absl::StrCat(page, " ", page)).status()));
}

TEST_CASE("A long name is not stated on any number of pages") {
  ShownFields shown = ReadShownFields(Sample(), &CleanTemplate()).value();
  v1::ReportData data = SamplePage().data;
  data.mutable_subject()->set_name(std::string(30'000, 'n'));
  shown.pages = 100;
  CHECK(StatedFields(data, shown, &CleanTemplate()).ok());
  shown.pages = 1000;
  CHECK(absl::IsInvalidArgument(
      StatedFields(data, shown, &CleanTemplate()).status()));
}

TEST_CASE("A QR code with another text on the page is seen") {
  CHECK(ReadShownFields(Sample(), &CleanTemplate())->shows_qr_code);
  const std::string other =
      WithQrCode(Sample(), SamplePage().qr_text.substr(1));
  CHECK_FALSE(ReadShownFields(other, &CleanTemplate())->shows_qr_code);
  CHECK(absl::IsFailedPrecondition(
      CheckShown(other, SamplePage().data, &CleanTemplate())));
}

TEST_CASE("Records are told apart, each by its columns") {
  const Page page = RecordsPage(500);
  const std::string pdf = RecordsRenderer().Render(page).value();
  CHECK(CheckShown(pdf, page.data, &RecordsTemplate()).ok());
  CHECK(SameText(TextOf(pdf, "records[1].content", RecordsTemplate()),
                 absl::StrCat(page.data.records(1).content(),
                              page.data.records(1).authority(),
                              page.data.records(1).document_number())));
  CHECK(TextOf(pdf, "records[499].state", RecordsTemplate()) != "");
  CHECK(TextOf(pdf, "records[500].state", RecordsTemplate()) == "");

  v1::ReportData less = page.data;
  less.mutable_records()->RemoveLast();
  CountRecords(less);
  CHECK(absl::IsFailedPrecondition(CheckShown(pdf, less, &RecordsTemplate())));
}

TEST_CASE("Without its template a file shows what every template does") {
  const Page page = GENERATE(SamplePage(), RecordsPage(6));
  const bool lists = !page.data.records().empty();
  const Renderer& renderer = lists ? RecordsRenderer() : SampleRenderer();
  const std::string pdf = renderer.Render(page).value();

  CHECK(CheckShown(pdf, page.data, nullptr).ok());

  CHECK(absl::IsFailedPrecondition(
      CheckShown(Reversed(pdf, content::kCells), page.data, nullptr)));
  CHECK(absl::IsFailedPrecondition(
      CheckShown(Reversed(pdf, content::kIssueTime), page.data, nullptr)));
  v1::ReportData other = page.data;
  other.mutable_areas(7)->set_kind(v1::AreaResult::KIND_NOT_ASKED);
  CHECK(absl::IsFailedPrecondition(CheckShown(pdf, other, nullptr)));
  // Its words alone are not looked at.
  CHECK(
      CheckShown(Reversed(pdf, content::kStatement), page.data, nullptr).ok());
}

TEST_CASE("What other programs save anew is known as such") {
  const std::string command =
      GENERATE("qpdf report.pdf saved.pdf",
               "qpdf --object-streams=generate report.pdf saved.pdf",
               "qpdf --qdf report.pdf saved.pdf",
               "qpdf --linearize report.pdf saved.pdf",
               "mutool clean report.pdf saved.pdf",
               "mutool clean -gggz report.pdf saved.pdf");
  const PdfFolder folder(Sample());
  folder.Output(command);
  const auto saved = base::ReadFile(folder.folder.path() / "saved.pdf");
  INFO(command);
  REQUIRE(saved.ok());
  CHECK(IsResaved(*saved));
}

TEST_CASE("What was changed in place or appended to is not saved anew") {
  CHECK_FALSE(IsResaved(Sample()));
  CHECK_FALSE(IsResaved(Sample() + "\n"));
  CHECK_FALSE(IsResaved(Reversed(Sample(), content::kCells)));
  CHECK_FALSE(IsResaved(Replaced(Sample(), "设备", "备设")));
}

TEST_CASE("A file that is made to be read for ever is given up") {
  // What costs most to keep: texts, forms, rows, or nothing at all.
  const std::string drawn =
      GENERATE("q", "BT ", "/F Do", "/A<</MCID 2000>>BDC BT EMC ");
  // Pages without end, all of which draw a content of 1 MiB.
  std::string content;
  while (content.size() + drawn.size() <= 1 << 20) content += drawn;
  std::string pdf = Sample().substr(0, Sample().rfind("xref\n0 "));
  std::vector<std::size_t> starts;
  const auto add = [&](absl::string_view object) {
    starts.push_back(pdf.size());
    absl::StrAppend(&pdf, starts.size(), " 0 obj\n", object, "\nendobj\n");
  };
  const std::string deflated = deflate::Deflate(content, 6);
  add(absl::StrCat("<</Filter/FlateDecode/Length ", deflated.size(),
                   ">>\nstream\n", deflated, "\nendstream"));
  add("<</Length 0>>\nstream\n\nendstream");
  add("<</ToUnicode 2 0 R>>");
  std::string kids;
  for (int i = 0; i < 2'000; ++i) {
    add("<</Type/Page/Contents 1 0 R/Resources<</Font<</F0 3 0 R>>>>>>");
    absl::StrAppend(&kids, starts.size(), " 0 R ");
  }
  add(absl::StrCat("<</Type/Pages/Kids[", kids, "]>>"));
  add(absl::StrCat("<</Type/Catalog/Pages ", starts.size(), " 0 R>>"));
  const std::size_t table = pdf.size();
  absl::StrAppend(&pdf, "xref\n0 ", starts.size() + 1,
                  "\n0000000000 65535 f \n");
  for (const std::size_t start : starts) {
    absl::StrAppend(&pdf, absl::Dec(start, absl::kZeroPad10), " 00000 n \n");
  }
  absl::StrAppend(&pdf, "trailer\n<</Root ", starts.size(),
                  " 0 R>>\nstartxref\n", table, "\n%%EOF\n");

  const absl::Status status = ReadShownFields(pdf, &CleanTemplate()).status();

  CHECK(status.message() == "the file takes too much reading");
}

// The sample with an update that has this trailer.
std::string WithTrailer(absl::string_view entries) {
  const std::string& pdf = Sample();
  const std::string before = pdf.substr(pdf.rfind("startxref\n") + 10);
  return absl::StrCat(pdf, "xref\n0 1\n0000000000 65535 f \ntrailer\n<<",
                      entries, "/Prev ", before.substr(0, before.find('\n')),
                      ">>\nstartxref\n", pdf.size(), "\n%%EOF\n");
}

TEST_CASE("The pages are those that the last trailer leads to") {
  const std::string& pdf = Sample();
  const std::size_t root = pdf.rfind("/Root ");
  const std::string same = pdf.substr(root, pdf.find("/Info", root) - root);
  CHECK(ReadShownFields(WithTrailer(""), &CleanTemplate()).ok());
  CHECK(ReadShownFields(WithTrailer(same), &CleanTemplate()).ok());
  CHECK(ReadShownFields(WithTrailer("/Root 1 0 R"), &CleanTemplate())
            .status()
            .message() == "the file has no tree of pages");
}

TEST_CASE("A trailer that others may read otherwise is not read") {
  for (const absl::string_view entries :
       {"/Root\n1 0 R", "/Root 01 0 R", "%/Root 1 0 R\n/Root 1 0 R"}) {
    CHECK(ReadShownFields(WithTrailer(entries), &CleanTemplate())
              .status()
              .message() == "a trailer is not as we write them");
  }
}

TEST_CASE("Tables of objects that go in circles, or on and on, are refused") {
  for (const std::string& file :
       {std::string("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
                    "trailer\n<</Prev 9>>\nstartxref\n9\n%%EOF\n"),
        std::string("xref\n0 99999999\nstartxref\n0\n"),
        std::string("xref\n9 1\n0000000099 00000 n \ntrailer\nstartxref\n0\n"),
        std::string("xref\n0 1\n"), std::string("startxref\n9"),
        std::string()}) {
    INFO(file);
    CHECK(absl::IsInvalidArgument(ReadObjectTable(file).status()));
  }
}

TEST_CASE("However a file is spoilt, it is read or refused, never more") {
  std::mt19937 dice(11);
  const std::string updated = Reversed(Sample(), content::kCells);
  for (int i = 0; i < 500; ++i) {
    std::string spoilt = updated;
    for (int n = 0; n < 4; ++n) {
      spoilt[dice() % spoilt.size()] = static_cast<char>(dice());
    }
    static_cast<void>(CheckShown(spoilt, SamplePage().data, &CleanTemplate()));
  }
}

}  // namespace
}  // namespace creditproof::report
