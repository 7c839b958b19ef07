#include "libs/receipt/verify_receipt.h"

#include "absl/strings/str_cat.h"
#include "libs/crypto/statement.h"

namespace creditproof::receipt {

using ingestion::v1::Receipt;
using ingestion::v1::ReceiptStatement;

absl::StatusOr<Receipt> ParseReceipt(absl::string_view bytes) {
  Receipt receipt;
  if (receipt.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) &&
      !receipt.statement().empty() && !receipt.signature().empty()) {
    return receipt;
  }
  return absl::InvalidArgumentError("不是回执文件 no receipt");
}

absl::StatusOr<ReceiptStatement> ParseStatement(const Receipt& receipt) {
  ReceiptStatement statement;
  if (statement.ParseFromString(receipt.statement()) &&
      !statement.delivery().empty()) {
    return statement;
  }
  return absl::InvalidArgumentError("回执内容无法读取 no receipt's statement");
}

absl::Status Verify(const Receipt& receipt,
                    const std::vector<crypto::VerifyingKey>& keys) {
  for (const crypto::VerifyingKey& key : keys) {
    if (crypto::KeyIdText(key) != receipt.key_id()) continue;
    return crypto::VerifyStatement(crypto::kReceiptContext, receipt.statement(),
                                   receipt.key_id(), receipt.signature(), key);
  }
  return absl::NotFoundError(
      absl::StrCat("no key has the id ", receipt.key_id()));
}

}  // namespace creditproof::receipt
