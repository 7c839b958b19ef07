// The reports that bench verify registers and verifies: clean ones of invented
// subjects.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/verification/v1/registry_service.pb.h"
#include "libs/changelog/follower.h"
#include "libs/crypto/signing.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_page.h"
#include "tools/creditproof/bench_printer.h"

namespace creditproof::tool {

// Not thread-safe.
class BenchReports {
 public:
  static absl::StatusOr<std::unique_ptr<BenchReports>> Make();

  // The public keys of who signs them.
  std::filesystem::path key_directory() const;
  const crypto::SigningKey& claim_key() const { return *claim_key_; }

  // Tells `applier` of the policy and of every subject. Comes first.
  absl::Status Introduce(changelog::Applier& applier);

  // Another report, of the next subject in turn; there is no PDF of it.
  absl::StatusOr<verification::v1::RegisteredReport> Next();

  // Likewise printed, with P-256 or with SM2 besides.
  struct Printed {
    verification::v1::RegisteredReport report;
    std::string pdf;
  };
  absl::StatusOr<Printed> Print(bool with_sm2);

 private:
  BenchReports() = default;

  absl::Status Prepare();
  report::v1::ReportData NextData(const BenchPrinter& printer);
  absl::StatusOr<verification::v1::RegisteredReport> Describe(
      const report::v1::ReportData& data, std::string claim) const;

  const testing::TempDirectory folder_;
  policy::v1::Policy policy_;
  std::unique_ptr<report::Templates> templates_;
  std::unique_ptr<crypto::SigningKey> claim_key_;
  std::vector<std::string> signers_;  // fingerprints: first key, SM2
  std::unique_ptr<BenchPrinter> p256_;
  std::unique_ptr<BenchPrinter> sm2_;
  std::vector<std::uint64_t> positions_;  // by partition, where the log ends
  std::uint32_t number_ = 0;
};

}  // namespace creditproof::tool
