// The claim in the QR code: one HTTPS URL that opens in any camera and proves
// the report off line with the issuer's public key alone. Lives on paper for
// ever; specified in docs/formats/claim.md with vectors.
//
// Version 1, 72 bytes, numbers big-endian:
//   0  1  version, 0x01
//   1  4  key id: crypto::VerifyingKey::id
//   5 10  report number, packed
//  15 12  credit code: its 18 characters as a base-31 number (GB 32100 values)
//  27  4  issue time, seconds since 1970, unsigned
//  31  2  first day of the period, days since 2000-01-01
//  33  2  last day of the period, days since 2000-01-01
//  35  8  areas asked for: bit (area - 1) % 8 of byte (area - 1) / 8
//  43  1  edition (high 4 bits) and outcome (low 4 bits), as in ReportData
//  44  4  status index
//  48  8  SHA-256 of the subject's name (UTF-8), first 8 bytes
//  56 16  SHA-256 of the canonical ReportData, first 16 bytes
// then 64 bytes ECDSA P-256 r || s, s at most half the order, over
// "creditproof-claim-v1" || the 72 bytes.
// URL: prefix || Base32 (RFC 4648 section 6, no padding) of the 136 bytes.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/claim/report_number.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/signing.h"

namespace creditproof::claim {

constexpr std::size_t kBodyBytes = 72;
constexpr std::size_t kClaimBytes = 136;

struct Claim {
  std::string key_id;  // 4 bytes
  ReportNumber number;
  std::string credit_code;
  absl::Time issue_time;
  absl::CivilDay period_start;
  absl::CivilDay period_end;
  std::uint64_t areas;  // bit set
  int edition;
  int outcome;
  std::uint32_t status_index;
  std::string name_hash;    // 8 bytes
  std::string data_digest;  // 16 bytes
};

// The claim that belongs to `data`, signed: 136 bytes. Fails with
// INVALID_ARGUMENT when a field of `data` does not fit.
absl::StatusOr<std::string> SignClaim(const report::v1::ReportData& data,
                                      const crypto::SigningKey& key);

// Reads 136 bytes without judging the signature. Fails with INVALID_ARGUMENT.
absl::StatusOr<Claim> ParseClaim(absl::string_view bytes);

// OK when `bytes` is a claim signed by `key`.
absl::Status VerifyClaim(absl::string_view bytes,
                         const crypto::VerifyingKey& key);

// The URL for the QR code.
std::string ClaimUrl(absl::string_view prefix, absl::string_view bytes);

// The 136 bytes in a scanned text: a URL (any host, any letter case) whose last
// path segment is Base32, or that segment alone. Fails with INVALID_ARGUMENT.
absl::StatusOr<std::string> ClaimBytes(absl::string_view qr_text);

// Deterministic bytes of `data`: what is attached, signed and digested.
std::string CanonicalReportData(const report::v1::ReportData& data);

// Fails with INVALID_ARGUMENT. Judges nothing of what it says.
absl::StatusOr<report::v1::ReportData> ParseReportData(absl::string_view bytes);

// OK when `claim` is the one that SignClaim makes about the report whose
// canonical bytes are `report_data`: every field agrees, so that a genuine QR
// code pasted into another report is seen. Judges no signature. Fails with
// INVALID_ARGUMENT, naming the first field that differs.
absl::Status CheckClaimBelongs(const Claim& claim,
                               absl::string_view report_data);

}  // namespace creditproof::claim
