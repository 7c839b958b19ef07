#include "services/ingestion/receipt.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {

absl::StatusOr<v1::Receipt> SignReceipt(const v1::ReceiptStatement& statement,
                                        const crypto::SigningKey& key) {
  v1::Receipt receipt;
  receipt.set_statement(statement.SerializeAsString());
  receipt.set_key_id(absl::BytesToHexString(key.verifying_key().id()));
  ASSIGN_OR_RETURN(
      std::string signature,
      key.Sign(absl::StrCat("creditproof-receipt-v1", receipt.statement()),
               crypto::SignatureForm::kDer));
  receipt.set_signature(std::move(signature));
  return receipt;
}

}  // namespace creditproof::ingestion
