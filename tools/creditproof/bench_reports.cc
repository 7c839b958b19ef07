#include "tools/creditproof/bench_reports.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/partition/partition.h"
#include "tools/creditproof/bench_host.h"
#include "tools/creditproof/bench_subjects.h"

namespace creditproof::tool {
namespace {

using report::v1::ReportData;
using report::v1::SignatureKind;
using verification::v1::RegisteredReport;

constexpr std::uint32_t kSubjects = 20'000;

absl::StatusOr<std::string> FingerprintOf(const KeyPems& key) {
  ASSIGN_OR_RETURN(const crypto::VerifyingKey verifying,
                   crypto::VerifyingKey::FromAnyPem(key.certificate));
  return verifying.fingerprint();
}

}  // namespace

absl::StatusOr<std::unique_ptr<BenchReports>> BenchReports::Make() {
  std::unique_ptr<BenchReports> reports(new BenchReports());
  RETURN_IF_ERROR(reports->Prepare());
  return reports;
}

std::filesystem::path BenchReports::key_directory() const {
  return folder_.path() / "keys";
}

absl::Status BenchReports::Prepare() {
  RETURN_IF_ERROR(MakeKeys(folder_.path(), "--sm2"));
  ASSIGN_OR_RETURN(const std::string claim_pem,
                   base::ReadFile(FilesOf(folder_.path(), "claim").key));
  ASSIGN_OR_RETURN(crypto::SigningKey claim_key,
                   crypto::SigningKey::FromPem(claim_pem));
  claim_key_ = std::make_unique<crypto::SigningKey>(std::move(claim_key));
  ASSIGN_OR_RETURN(const KeyPems p256,
                   ReadKey(FilesOf(folder_.path(), "report-signer")));
  ASSIGN_OR_RETURN(const KeyPems sm2,
                   ReadKey(FilesOf(folder_.path(), "report-sm2")));
  for (const KeyPems& key : {p256, sm2}) {
    ASSIGN_OR_RETURN(signers_.emplace_back(), FingerprintOf(key));
  }
  ASSIGN_OR_RETURN(policy_, ShippedPolicy());
  ASSIGN_OR_RETURN(report::Templates templates, ShippedTemplates());
  templates_ = std::make_unique<report::Templates>(std::move(templates));
  const report::Template& clean = templates_->For(ReportData::OUTCOME_CLEAN);
  ASSIGN_OR_RETURN(p256_,
                   BenchPrinter::Make(clean, policy_.names(), p256, nullptr));
  ASSIGN_OR_RETURN(sm2_,
                   BenchPrinter::Make(clean, policy_.names(), p256, &sm2));
  return absl::OkStatus();
}

absl::Status BenchReports::Introduce(changelog::Applier& applier) {
  std::vector<Feed> feeds;
  for (std::uint32_t p = 0; p < kBenchPartitions; ++p) {
    changelog::v1::Change activated;
    *activated.mutable_policy_activated()->mutable_policy() = policy_;
    RETURN_IF_ERROR(feeds.emplace_back(p, applier).Add(activated));
  }
  const report::Template& clean = templates_->For(ReportData::OUTCOME_CLEAN);
  for (std::uint32_t number = 0; number < kSubjects; ++number) {
    const ReportData data = BenchReportData(clean, policy_, number, {});
    changelog::v1::Change change = Registered(data.subject().credit_code());
    change.mutable_registration()->set_name(data.subject().name());
    Feed& feed = feeds[PartitionOf(change.credit_code(), kBenchPartitions)];
    RETURN_IF_ERROR(feed.Add(std::move(change)));
  }
  for (Feed& feed : feeds) {
    RETURN_IF_ERROR(feed.Flush());
    positions_.push_back(feed.position());
  }
  return absl::OkStatus();
}

ReportData BenchReports::NextData(const BenchPrinter& printer) {
  const std::uint32_t number = number_++;
  ReportData data =
      BenchReportData(templates_->For(ReportData::OUTCOME_CLEAN), policy_,
                      number % kSubjects, printer.kinds());
  const std::string& code = data.subject().credit_code();
  data.set_report_number(
      claim::ReportNumber::Make("secret", *CreditCode::Parse(code), "bench",
                                absl::StrCat(number))
          .text());
  data.set_status_index(number);
  data.set_partition(PartitionOf(code, kBenchPartitions));
  data.set_position(positions_[data.partition()]);
  return data;
}

absl::StatusOr<RegisteredReport> BenchReports::Describe(
    const ReportData& data, std::string claim) const {
  RegisteredReport report;
  report.set_report_number(data.report_number());
  report.set_report_data(claim::CanonicalReportData(data));
  report.set_claim(std::move(claim));
  report.add_key_fingerprints(claim_key_->verifying_key().fingerprint());
  for (int i = 0; i < data.signatures_size(); ++i) {
    report.add_key_fingerprints(signers_[static_cast<std::size_t>(i)]);
  }
  return report;
}

absl::StatusOr<RegisteredReport> BenchReports::Next() {
  const ReportData data = NextData(*p256_);
  ASSIGN_OR_RETURN(std::string claim, claim::SignClaim(data, *claim_key_));
  ASSIGN_OR_RETURN(RegisteredReport report, Describe(data, std::move(claim)));
  report.set_pdf_sha256(crypto::Sha256(data.report_number()));
  return report;
}

absl::StatusOr<BenchReports::Printed> BenchReports::Print(bool with_sm2) {
  const BenchPrinter& printer = with_sm2 ? *sm2_ : *p256_;
  const ReportData data = NextData(printer);
  ASSIGN_OR_RETURN(const report::Page page, BenchPage(data, *claim_key_));
  ASSIGN_OR_RETURN(std::string claim, claim::ClaimBytes(page.qr_text));
  Printed printed;
  ASSIGN_OR_RETURN(printed.pdf, printer.renderer().Render(page));
  ASSIGN_OR_RETURN(printed.report, Describe(data, std::move(claim)));
  printed.report.set_pdf_sha256(crypto::Sha256(printed.pdf));
  return printed;
}

}  // namespace creditproof::tool
