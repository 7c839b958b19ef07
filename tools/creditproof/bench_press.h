// What rendering, signing and reading back cost, in this process.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_contender.h"

namespace creditproof::tool {

// Keys of every kind, 1,000 subjects, and a printed report of each. Each
// contender is one thread unless its name says otherwise:
//
//   floor           what no implementation can leave out: a copy of the file,
//                   the hash of what is not the prefix, two P-256 signatures
//   print           ReportData to signed file: claim, page, attachment, P-256
//   print_2_threads
//   print_rsa       signed with RSA-2048
//   print_sm2       signed with P-256 and SM2
//   lint            a finished file read back
class BenchPress {
 public:
  static absl::StatusOr<std::unique_ptr<BenchPress>> Start();
  ~BenchPress();

  // This object must outlive them.
  Contenders contenders();

  // A finished report, what its QR code says, and how much of it is the same
  // in every report.
  const std::string& sample() const;
  const std::string& qr_text() const;
  std::size_t prefix_bytes() const;

  // PEM files of the P-256 key.
  std::string key_file() const;
  std::string certificate_file() const;

 private:
  struct Parts;
  explicit BenchPress(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
