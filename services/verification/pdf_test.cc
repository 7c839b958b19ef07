// What VerificationService says of files.
#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/report/new_edition.h"
#include "services/verification/pdf_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test
using report::v1::ReportData;
using Fixture = PdfFixture;

TEST_CASE_METHOD(Fixture, "01 and 02: the very file that was issued") {
  const std::string pdf = Issue(Said());

  const auto answer = ByPdf(pdf);

  REQUIRE(answer.ok());
  CHECK(answer->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(absl::StrContains(answer->message(), "整份文件没有被改动"));
  CHECK(answer->issued().credit_code() == kCode);
  CHECK(answer->issued().pdf_sha256() == crypto::Sha256(pdf));
  AppendRecord();
  CatchUp();
  CHECK(Judge(pdf) == AUTHENTICITY_CHANGED_SINCE);
}

TEST_CASE_METHOD(Fixture,
                 "10: a genuine report whose template is not here, since its "
                 "sentences cannot be compared") {
  const auto templates = report::FolderWithNewEdition().Load();
  REQUIRE(templates.ok());
  ReportData data = Said();
  data.set_template_id("clean-3");
  const std::string claim = Claim(data);
  const auto renderer =
      report::Renderer::Make("/usr/share/fonts", templates->For(data.outcome()),
                             PrintedNames(), signer_);
  const std::string pdf =
      (*renderer)->Render({data, claim::ClaimUrl(kPrefix, claim)}).value();
  RegisteredReport report = Report(data, claim_key(), pdf);
  report.set_claim(claim);
  Registered(report);

  const auto answer = ByPdf(pdf);
  CHECK(answer->authenticity() == AUTHENTICITY_CANNOT_TELL);
  CHECK(absl::StrContains(answer->message(), "这不表示报告有假"));
  CHECK(!answer->has_issued());
  std::string altered = pdf;
  altered[1000] = static_cast<char>(altered[1000] ^ 1);
  CHECK(Judge(altered) == AUTHENTICITY_ALTERED);
}

TEST_CASE_METHOD(Fixture,
                 "What claims to be another instance's report is refused by "
                 "none but that one, whose keys ever it has") {
  const bool is_known = GENERATE(true, false);
  ReportData data = Said();
  data.set_report_number(NumberElsewhere());
  const crypto::SigningKey other =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  const auto claim = claim::SignClaim(data, is_known ? claim_key() : other);
  REQUIRE(claim.ok());
  CHECK(base::ReasonOf(ByPdf(Print(data, *claim, forger_)).status()) ==
        base::Reason::REASON_WRONG_PARTITION);
}

TEST_CASE_METHOD(Fixture, "A preview is never genuine, not even of an issued") {
  const ReportData data = Said();
  Issue(data);
  const auto renderer = report::Renderer::Make(
      "/usr/share/fonts", report::CleanTemplate(), PrintedNames(), signer_);

  const auto preview = ByPdf((*renderer)->Preview(data).value());
  CHECK(preview->authenticity() == AUTHENTICITY_NOT_ISSUED);
  CHECK_THAT(preview->message(), Catch::Contains("预览件"));
}

TEST_CASE_METHOD(Fixture, "05: no changed byte passes for genuine") {
  const std::string pdf = Issue(Said());
  const bool start_is_known = GENERATE(false, true);
  if (start_is_known) Judge(pdf);
  REQUIRE((starts_.Find(pdf) != nullptr) == start_is_known);
  for (std::size_t at = 100; at < pdf.size(); at += 1009) {
    std::string altered = pdf;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    INFO("byte " << at << " of " << pdf.size());
    CHECK(Judge(altered) == AUTHENTICITY_ALTERED);
  }
  CHECK(Judge(pdf + "\n") == AUTHENTICITY_ALTERED);
  CHECK(Judge(pdf.substr(0, pdf.size() - 1)) == AUTHENTICITY_ALTERED);
}

TEST_CASE_METHOD(Fixture, "Reports whose start is known are told apart") {
  const std::string first = Issue(Said("b"));
  const std::string second = Issue(Said("c"));
  const std::string records = IssueWithRecord();
  for (int i = 0; i < 2; ++i) {
    CHECK(ByPdf(first)->issued().pdf_sha256() == crypto::Sha256(first));
    CHECK(ByPdf(second)->issued().pdf_sha256() == crypto::Sha256(second));
    CHECK(ByPdf(records)->issued().pdf_sha256() == crypto::Sha256(records));
    CHECK(starts_.Find(second) != nullptr);
  }
  CHECK(Judge(Print(Said("d"))) == AUTHENTICITY_UNREGISTERED);
}

TEST_CASE_METHOD(Fixture, "The starts met last are kept, each once") {
  KnownStarts starts;
  starts.Learn("%PDF-1.7\nanother's");
  CHECK(starts.Find("%PDF-1.7\nanother's") == nullptr);

  const std::string first = Issue(Said());
  const auto with = [&first](char letter) {
    std::string other = first;
    return other.replace(other.find("CreditProof"), 1, 1, letter);
  };
  starts.Learn(first);
  for (char i = 'a'; i < 'a' + 15; ++i) {
    const std::string other = with(i);
    for (int times = 0; times < 2; ++times) starts.Learn(other);
    REQUIRE(starts.Find(other) != nullptr);
    CHECK(starts.Find(other)->Sha256(other) == crypto::Sha256(other));
  }
  CHECK(starts.Find(first) != nullptr);
  starts.Learn(with('z'));
  CHECK(starts.Find(with('z')) != nullptr);
  CHECK(starts.Find(first) != nullptr);
  CHECK(starts.Find(with('a')) == nullptr);
}

TEST_CASE_METHOD(Fixture, "06: a genuine QR code in somebody else's file") {
  const ReportData genuine = Said();
  Issue(genuine);
  ReportData forged = Said("b");
  forged.mutable_subject()->set_name("另一家有限公司");

  const std::string pdf = Print(forged, Claim(genuine), forger_);

  CHECK(Judge(pdf) == AUTHENTICITY_TRANSPLANTED);
}

TEST_CASE_METHOD(Fixture, "05: our report signed by somebody else") {
  const ReportData genuine = Said();
  Issue(genuine);
  CHECK(Judge(Print(genuine, Claim(genuine), forger_)) == AUTHENTICITY_ALTERED);
}

TEST_CASE_METHOD(Fixture, "07: signed by us, but not what was registered") {
  CHECK(Judge(Print(Said())) == AUTHENTICITY_UNREGISTERED);
  Issue(Said());
  // The same page signed once more: other bytes.
  CHECK(Judge(Print(Said())) == AUTHENTICITY_UNREGISTERED);
}

TEST_CASE_METHOD(Fixture, "08 and 09: files that are not ours") {
  CHECK(Judge("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n") ==
        AUTHENTICITY_NOT_ISSUED);
  CHECK(Judge("") == AUTHENTICITY_UNREADABLE);
  CHECK(Judge("GIF89a") == AUTHENTICITY_UNREADABLE);
}

TEST_CASE_METHOD(Fixture, "10: a missing key makes no report a forgery") {
  const std::string pdf = Issue(Said());
  keys_.signers.clear();
  CHECK(Judge(pdf) == AUTHENTICITY_CANNOT_TELL);
}

}  // namespace
}  // namespace creditproof::verification
