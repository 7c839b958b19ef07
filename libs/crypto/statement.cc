#include "libs/crypto/statement.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace creditproof::crypto {

std::string KeyIdText(const VerifyingKey& key) {
  return absl::BytesToHexString(key.id());
}

absl::StatusOr<std::string> SignStatement(absl::string_view context,
                                          absl::string_view statement,
                                          const SigningKey& key) {
  return key.Sign(absl::StrCat(context, statement), SignatureForm::kDer);
}

absl::Status VerifyStatement(absl::string_view context,
                             absl::string_view statement,
                             absl::string_view key_id,
                             absl::string_view signature,
                             const VerifyingKey& key) {
  if (key_id != KeyIdText(key)) {
    return absl::InvalidArgumentError(
        absl::StrCat("signed by the key ", absl::CEscape(key_id), ", not by ",
                     KeyIdText(key)));
  }
  return key.VerifyStrict(absl::StrCat(context, statement), signature,
                          SignatureForm::kDer);
}

}  // namespace creditproof::crypto
