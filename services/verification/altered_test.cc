// What VerificationService says was altered in a file.
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "absl/strings/match.h"
#include "libs/report/altered_pdf.h"
#include "libs/report/contents.h"
#include "libs/report/pdf_folder.h"
#include "services/verification/pdf_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test
using report::Replaced;
using report::Reversed;
using report::v1::ReportData;
namespace content = report::content;

const std::string kName = "哈尔滨诚信科技有限公司";

class Fixture : public PdfFixture {
 public:
  // By field.
  std::map<std::string, Alteration> Alterations(const std::string& pdf) {
    const VerifyReportResponse answer = ByPdf(pdf).value();
    INFO(answer.ShortDebugString());
    CHECK(answer.authenticity() == AUTHENTICITY_ALTERED);
    message_ = answer.message();
    std::map<std::string, Alteration> found;
    for (const Alteration& one : answer.alterations()) found[one.field()] = one;
    return found;
  }
  bool Says(absl::string_view text) const {
    return absl::StrContains(message_, text);
  }

 private:
  std::string message_;
};

TEST_CASE_METHOD(Fixture, "A field that was changed on the page is named") {
  const std::string pdf = Issue(Said());

  auto found = Alterations(Reversed(pdf, content::kCells));

  REQUIRE(found.size() == 1);
  const Alteration& name = found["subject.name"];
  CHECK(name.label() == "名称");
  // Turned round run by run: some characters are of the fixed fonts.
  CHECK(name.shown() == "滨尔哈诚司公限有技科信");
  CHECK(name.issued() == kName);
  CHECK_FALSE(name.has_attached());
  CHECK(Says("被改动的有：名称。"));
  CHECK_FALSE(Says("司公限有"));  // no word of the file's own among ours
}

TEST_CASE_METHOD(Fixture, "Several fields are named, and where they differ") {
  std::string pdf = Issue(Said());
  pdf = Replaced(pdf, "招标投标", "投标招标");  // the data's purpose
  pdf = Reversed(pdf, content::kNumber);

  auto found = Alterations(pdf);

  CHECK(found.size() == 2);
  CHECK(found["purpose"].shown() == "招标投标");
  CHECK(found["purpose"].attached() == "投标招标");
  CHECK(found["report_number"].has_issued());
}

TEST_CASE_METHOD(Fixture, "Beyond what the file proves nothing is told") {
  const std::string pdf = Issue(Said());
  // The data is not the claim's any more: what a QR code tells, and no more.
  const std::string other = Replaced(Replaced(pdf, "招标投标", "投标招标"),
                                     kName, "哈尔滨信诚科技有限公司");

  auto found = Alterations(other);

  CHECK(found["subject.name"].issued() == kName);
  CHECK(found["subject.name"].attached() == "哈尔滨信诚科技有限公司");
  CHECK_FALSE(found["purpose"].has_issued());
}

TEST_CASE_METHOD(Fixture, "Without a claim that verifies nothing is told") {
  const std::string pdf = Issue(Said());
  const auto stranger =
      crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  ReportData data = Said();
  data.mutable_subject()->set_name("另一家有限公司");
  const std::string forged =
      Print(data, claim::SignClaim(data, *stranger).value(), forger_);

  auto found = Alterations(Reversed(forged, content::kCells));

  REQUIRE(found.size() == 1);
  CHECK(found["subject.name"].attached() == "另一家有限公司");
  CHECK_FALSE(found["subject.name"].has_issued());
}

TEST_CASE_METHOD(Fixture,
                 "A claim of ours that was not registered tells none") {
  const std::string pdf = Print(Said(), Claim(Said()), forger_);
  const auto found = Alterations(Reversed(pdf, content::kCells));
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found.begin()->second.has_issued());
}

TEST_CASE_METHOD(Fixture,
                 "A report drawn anew around a genuine claim is told") {
  const ReportData genuine = Said();
  const std::string claim = IssuedClaim(genuine);
  ReportData forged = genuine;
  forged.mutable_subject()->set_name("另一家有限公司");
  forged.set_period_start_date("2019-01-01");

  auto found = Alterations(Print(forged, claim, forger_));

  CHECK(found["subject.name"].shown() == "另一家有限公司");
  CHECK(found["subject.name"].issued() == kName);
  CHECK(found["period"].issued() == "2021年11月23日至2026年11月18日");
  CHECK(found.count("subject.address") == 0);
}

TEST_CASE_METHOD(Fixture, "06 names what belongs to the other report") {
  const std::string claim = IssuedClaim(Said());
  const auto answer = ByPdf(Print(Said("b"), claim, forger_));

  CHECK(answer->authenticity() == AUTHENTICITY_TRANSPLANTED);
  REQUIRE(answer->alterations_size() == 1);
  CHECK(answer->alterations(0).field() == "report_number");
}

TEST_CASE_METHOD(Fixture, "Another QR code on the page is named") {
  const std::string pdf = Issue(Said());
  const auto found =
      Alterations(report::WithQrCode(pdf, "HTTPS://CREDIT.EXAMPLE/V/OTHER"));
  CHECK(found.count("qr_code") == 1);
}

TEST_CASE_METHOD(Fixture, "What changes no field is said to change none") {
  const std::string pdf = Issue(Said());
  CHECK(Alterations(pdf + "\n").empty());
  CHECK(Says("没有发现文字不同"));
}

TEST_CASE_METHOD(Fixture, "What another program saved anew is told apart") {
  const std::string command =
      GENERATE("qpdf report.pdf saved.pdf",
               "qpdf --object-streams=generate report.pdf saved.pdf",
               "mutool clean report.pdf saved.pdf");
  const report::PdfFolder work(Issue(Said()));
  work.Output(command);
  const auto saved = base::ReadFile(work.folder.path() / "saved.pdf");
  REQUIRE(saved.ok());

  CHECK(Alterations(*saved).empty());
  CHECK(Says("已被其他软件重新保存，无法逐项比对"));
  CHECK(Says("从平台下载的原件"));
}

TEST_CASE_METHOD(Fixture, "A report that lists records says so when altered") {
  const std::string pdf = IssueWithRecord();
  auto found = Alterations(Reversed(pdf, content::kHeadline));
  REQUIRE(found.size() == 1);
  CHECK(found["headline"].label() == "查询结论");
  CHECK(Says("列明违法违规记录 1 条"));
}

TEST_CASE_METHOD(Fixture, "A stranger's words come without what turns a page") {
  std::string pdf = Issue(Said());
  // U+202E turns the direction of writing, U+001B talks to terminals.
  pdf = Replaced(pdf, "招标投标",
                 "a\x1B[2J\xE2\x80\xAE"
                 "bcde");

  auto found = Alterations(pdf);

  CHECK(found["purpose"].attached() ==
        "a\xEF\xBF\xBD[2J\xEF\xBF\xBD"
        "bcde");
}

TEST_CASE_METHOD(Fixture,
                 "07: our own signature over pages that say otherwise") {
  const ReportData shown = Said();
  ReportData said = shown;
  said.set_purpose("投标招标");
  const std::string claim = Claim(said);
  std::string pdf = Print(shown, claim, signer_);
  pdf = report::SignedAnew(Replaced(pdf, "招标投标", "投标招标"), signer_);
  RegisteredReport report = Report(said, claim_key(), pdf);
  report.set_claim(claim);
  Registered(report);

  const auto answer = ByPdf(pdf);

  CHECK(answer->authenticity() == AUTHENTICITY_UNREGISTERED);
  CHECK(absl::StrContains(answer->message(), "不一致"));
}

TEST_CASE_METHOD(Fixture, "A genuine report with records is genuine") {
  CHECK(Judge(IssueWithRecord()) == AUTHENTICITY_GENUINE);
}

}  // namespace
}  // namespace creditproof::verification
