#include "libs/receipt/verify_receipt.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/crypto/statement.h"

namespace creditproof::receipt {
namespace {

struct Signed {
  Sort sort;
  absl::string_view context;
};
constexpr Signed kSorts[] = {
    {Sort::kReceipt, crypto::kReceiptContext},
    {Sort::kTimeliness, crypto::kTimelinessContext},
    {Sort::kReconciliation, crypto::kReconciliationContext}};

}  // namespace

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

absl::StatusOr<Sort> Prove(const Receipt& receipt,
                           const std::vector<crypto::VerifyingKey>& keys) {
  const auto signer = std::find_if(
      keys.begin(), keys.end(), [&](const crypto::VerifyingKey& key) {
        return crypto::KeyIdText(key) == receipt.key_id();
      });
  if (signer == keys.end()) {
    return absl::NotFoundError(
        absl::StrCat("no key has the id ", receipt.key_id()));
  }
  absl::Status altered;
  for (const auto& [sort, context] : kSorts) {
    altered =
        crypto::VerifyStatement(context, receipt.statement(), receipt.key_id(),
                                receipt.signature(), *signer);
    if (altered.ok()) return sort;
  }
  return altered;
}

}  // namespace creditproof::receipt
