// What VerificationService says of files.

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "libs/base/files.h"
#include "libs/report/renderer.h"
#include "services/verification/verification_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test
using report::v1::ReportData;

policy::v1::Names PrintedNames() {
  policy::v1::Names names;
  names.set_report_title("经营主体专用信用报告");
  names.set_report_subtitle("无违法违规记录证明");
  names.set_issuer("黑龙江省营商环境建设监督局");
  names.set_channel("信用中国（黑龙江）｜信用代证");
  names.set_site("credit.example");
  names.set_province("黑龙江省");
  names.set_platform("黑龙江省公共信用信息平台");
  return names;
}

std::string Key(const std::string& name) {
  const std::filesystem::path keys =
      std::filesystem::path(CREDITPROOF_VECTORS) / "keys";
  return base::ReadFile(keys / name).value();
}

report::CmsSigner Signer(const std::string& name) {
  return report::CmsSigner::Make(Key(name + ".pem"), Key(name + "-key.pem"))
      .value();
}

// Files as report-rendering makes them, and as a forger with the same program
// and a certificate of his own does.
class Fixture : public VerificationFixture {
 public:
  Fixture() {
    keys_.signers.push_back(signer_.frame());
    StartFollowing();
    position_ = AppendRegistration();
    CatchUp();
  }

  ReportData Said(const std::string& request_id = "a") const {
    ReportData data = Data(position_, request_id);
    *data.mutable_names() = PrintedNames();
    return data;
  }
  std::string Claim(const ReportData& data) const {
    return claim::SignClaim(data, claim_key()).value();
  }
  std::string Print(const ReportData& data, const std::string& claim,
                    const report::CmsSigner& signer) const {
    const auto renderer = report::Renderer::Make(
        "/usr/share/fonts", report::kCleanTemplate, PrintedNames(), signer);
    return (*renderer)->Render({data, claim::ClaimUrl(kPrefix, claim)}).value();
  }
  std::string Print(const ReportData& data) const {
    return Print(data, Claim(data), signer_);
  }
  std::string Issue(const ReportData& data) {
    const std::string claim = Claim(data);
    std::string pdf = Print(data, claim, signer_);
    RegisteredReport report = Report(data, claim_key(), pdf);
    report.set_claim(claim);
    Registered(report);
    return pdf;
  }
  Authenticity Judge(const std::string& pdf) {
    return ByPdf(pdf).value().authenticity();
  }

 protected:
  const report::CmsSigner signer_ = Signer("test-only-signer");
  const report::CmsSigner forger_ = Signer("test-only-other-signer");

 private:
  std::uint64_t position_ = 0;
};

TEST_CASE_METHOD(Fixture, "01 and 02: the very file that was issued") {
  const std::string pdf = Issue(Said());

  const auto answer = ByPdf(pdf);

  REQUIRE(answer.ok());
  CHECK(answer->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(absl::StrContains(answer->message(), "整份文件没有被改动"));
  CHECK(answer->issued().credit_code() == kCode);
  AppendRecord();
  CatchUp();
  CHECK(Judge(pdf) == AUTHENTICITY_CHANGED_SINCE);
}

TEST_CASE_METHOD(Fixture, "A preview is never genuine, not even of an issued") {
  const ReportData data = Said();
  Issue(data);
  const auto renderer = report::Renderer::Make(
      "/usr/share/fonts", report::kCleanTemplate, PrintedNames(), signer_);

  CHECK(Judge((*renderer)->Preview(data).value()) == AUTHENTICITY_ALTERED);
}

TEST_CASE_METHOD(Fixture, "05: no changed byte passes for genuine") {
  const std::string pdf = Issue(Said());
  for (std::size_t at = 100; at < pdf.size(); at += 1009) {
    std::string altered = pdf;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    INFO("byte " << at << " of " << pdf.size());
    CHECK(Judge(altered) == AUTHENTICITY_ALTERED);
  }
  CHECK(Judge(pdf + "\n") == AUTHENTICITY_ALTERED);
  CHECK(Judge(pdf.substr(0, pdf.size() - 1)) == AUTHENTICITY_ALTERED);
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
