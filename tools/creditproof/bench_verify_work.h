// What of verifying is measured without transport, and what it cannot do
// without.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "libs/crypto/signing.h"
#include "libs/kv/store.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_reports.h"
#include "tools/creditproof/bench_verification.h"

namespace creditproof::tool {

// Files that are judged in turns.
class Uploads {
 public:
  // Prints and registers them.
  absl::Status Print(bool with_sm2, BenchReports& reports,
                     VerificationHost& host);

  // Fails unless it is genuine.
  absl::Status Judge(const verification::Examiner& examiner,
                     std::uint32_t number) const;

  const std::vector<std::string>& pdfs() const { return pdfs_; }

 private:
  std::vector<std::string> pdfs_;
};

// What nobody can leave out of judging a file: its hash, and a signature of
// P-256 verified. Both must outlive this.
class UploadFloor {
 public:
  UploadFloor(const crypto::SigningKey& key,
              const std::vector<std::string>& pdfs);

  absl::Status Do(std::uint32_t number) const;

 private:
  const crypto::SigningKey& key_;
  const std::vector<std::string>& pdfs_;
  const std::string signature_;
};

// The writes of a registration and nothing else. Thread-safe once open.
class BareRegistry {
 public:
  explicit BareRegistry(const verification::v1::RegisteredReport& report)
      : bytes_(report.SerializeAsString()) {}

  absl::Status Open();
  absl::Status Write();

 private:
  const testing::TempDirectory folder_;
  const std::string bytes_;
  std::unique_ptr<kv::Store> store_;
  std::atomic<std::uint32_t> number_{0};
};

}  // namespace creditproof::tool
