// Signed statements: what the platform answers for and anybody may check off
// line. The one place that signs and verifies them.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/signing.h"

namespace creditproof::crypto {

// What a statement is for. It stands in front of the bytes that are signed, so
// that no statement passes for one of another sort.
inline constexpr absl::string_view kReceiptContext = "creditproof-receipt-v1";
inline constexpr absl::string_view kTimelinessContext =
    "creditproof-timeliness-v1";
inline constexpr absl::string_view kReconciliationContext =
    "creditproof-reconciliation-v1";

// Of a key, as statements name it: VerifyingKey::id in lower-case hex.
std::string KeyIdText(const VerifyingKey& key);

// The signature over context and statement, DER.
absl::StatusOr<std::string> SignStatement(absl::string_view context,
                                          absl::string_view statement,
                                          const SigningKey& key);

// OK, or INVALID_ARGUMENT: another key's, or not this key's signature over this
// statement. `key_id` is what the statement came with.
absl::Status VerifyStatement(absl::string_view context,
                             absl::string_view statement,
                             absl::string_view key_id,
                             absl::string_view signature,
                             const VerifyingKey& key);

}  // namespace creditproof::crypto
