// Time stamps (RFC 3161) of signatures: what an authority is asked, and the one
// shape in which its token stands in a report (docs/formats/report.md).
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/signing.h"

namespace creditproof::report {

// There is room for a token of this size, its certificate included.
inline constexpr std::size_t kMostTokenBytes = 4000;

// No report is stamped further from its time of issue.
inline constexpr absl::Duration kMostStampDistance = absl::Minutes(5);

// TimeStampReq, DER, over SHA-256 of `signature`, without asking for
// certificates. `nonce`: 8 random bytes.
std::string TimeStampRequest(absl::string_view signature,
                             absl::string_view nonce);

// UNAVAILABLE (TIME_STAMP_UNAVAILABLE).
absl::Status NoTimeStamp(absl::string_view cause);

// An authority, by the certificate that its tokens are signed with. Immutable;
// thread-safe.
class Stamper {
 public:
  // From a PEM certificate. Fails with INVALID_ARGUMENT unless its key is P-256
  // or RSA of 2048 bits.
  static absl::StatusOr<Stamper> FromPem(absl::string_view certificate);

  // The token that `answer`, a TimeStampResp in DER, gives to the request of
  // the same `signature` and `nonce`. What the authority signed is kept to the
  // byte, all around it is written anew. It must name this very certificate
  // (RFC 5816). Fails with INVALID_ARGUMENT, saying what is wrong.
  absl::StatusOr<std::string> ReadAnswer(absl::string_view answer,
                                         absl::string_view signature,
                                         absl::string_view nonce) const;

  // When, by this authority, `signature` was there. Nothing unless `token` is,
  // to the byte, its token of it in the shape that ReadAnswer gives.
  std::optional<absl::Time> TimeOf(absl::string_view token,
                                   absl::string_view signature) const;

  // OK when its certificate is for time stamps alone, as RFC 3161 2.3 wants;
  // else INVALID_ARGUMENT.
  absl::Status CheckUsage() const;

  const crypto::VerifyingKey& key() const { return key_; }
  const std::string& certificate() const { return certificate_; }  // DER

 private:
  struct Parts;

  explicit Stamper(crypto::VerifyingKey key) : key_(std::move(key)) {}

  static std::optional<Parts> Read(absl::string_view token);
  std::string Write(const Parts& parts) const;
  bool Signed(const Parts& parts) const;
  bool IsNamedIn(const Parts& parts) const;

  crypto::VerifyingKey key_;
  std::string certificate_;  // DER
  bool for_time_stamps_ = false;
  std::string issuer_and_serial_;  // DER
};

}  // namespace creditproof::report
