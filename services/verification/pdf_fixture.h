// Files as report-rendering makes them, and as a forger with the same program
// and a certificate of his own does, for tests.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "libs/base/files.h"
#include "libs/report/renderer.h"
#include "libs/report/shipped_templates.h"
#include "services/verification/verification_fixture.h"

namespace creditproof::verification {

inline policy::v1::Names PrintedNames() {
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

inline std::string Key(const std::string& name) {
  const std::filesystem::path keys =
      std::filesystem::path(CREDITPROOF_VECTORS) / "keys";
  return base::ReadFile(keys / name).value();
}

inline report::CmsSigner Signer(const std::string& name) {
  return report::CmsSigner::Make(Key(name + ".pem"), Key(name + "-key.pem"))
      .value();
}

class PdfFixture : public VerificationFixture {
 public:
  explicit PdfFixture(absl::Duration longest_pause = kLongestPause)
      : VerificationFixture(longest_pause) {
    keys_.signers.push_back(signer_.frame());
    StartFollowing();
    position_ = AppendRegistration();
    CatchUp();
  }

  report::v1::ReportData Said(const std::string& request_id = "a") const {
    report::v1::ReportData data = Data(position_, request_id);
    *data.mutable_names() = PrintedNames();
    return data;
  }
  std::string Claim(const report::v1::ReportData& data) const {
    return claim::SignClaim(data, claim_key()).value();
  }
  std::string Print(const report::v1::ReportData& data,
                    const std::string& claim,
                    const report::CmsSigner& signer) const {
    const auto renderer = report::Renderer::Make(
        "/usr/share/fonts", report::ShippedTemplates().For(data.outcome()),
        PrintedNames(), signer);
    return (*renderer)->Render({data, claim::ClaimUrl(kPrefix, claim)}).value();
  }
  std::string Print(const report::v1::ReportData& data) const {
    return Print(data, Claim(data), signer_);
  }
  std::string Issue(const report::v1::ReportData& data) {
    const std::string claim = Claim(data);
    std::string pdf = Print(data, claim, signer_);
    v1::RegisteredReport report = Report(data, claim_key(), pdf);
    report.set_claim(claim);
    Registered(report);
    return pdf;
  }
  // Issues `data` and returns its claim.
  std::string IssuedClaim(const report::v1::ReportData& data) {
    Issue(data);
    const auto number = claim::ReportNumber::Parse(data.report_number());
    return registry_.Find(*number)->claim();
  }
  std::string IssueWithRecord() {
    report::v1::ReportData data = DataWithRecord(position_);
    *data.mutable_names() = PrintedNames();
    return Issue(data);
  }
  v1::Authenticity Judge(const std::string& pdf) {
    return ByPdf(pdf).value().authenticity();
  }

 protected:
  const report::CmsSigner signer_ = Signer("test-only-signer");
  const report::CmsSigner forger_ = Signer("test-only-other-signer");

 private:
  std::uint64_t position_ = 0;
};

}  // namespace creditproof::verification
