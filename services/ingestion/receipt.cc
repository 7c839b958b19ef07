#include "services/ingestion/receipt.h"

#include "libs/base/status_macros.h"
#include "libs/crypto/statement.h"

namespace creditproof::ingestion {

absl::StatusOr<v1::Receipt> SignReceipt(const v1::ReceiptStatement& statement,
                                        const crypto::SigningKey& key) {
  v1::Receipt receipt;
  receipt.set_statement(statement.SerializeAsString());
  receipt.set_key_id(crypto::KeyIdText(key.verifying_key()));
  ASSIGN_OR_RETURN(
      std::string signature,
      crypto::SignStatement(crypto::kReceiptContext, receipt.statement(), key));
  receipt.set_signature(std::move(signature));
  return receipt;
}

}  // namespace creditproof::ingestion
