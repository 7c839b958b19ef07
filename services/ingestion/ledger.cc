#include "services/ingestion/ledger.h"

#include <algorithm>
#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

std::string Numbered(absl::string_view prefix, std::int64_t row) {
  return absl::StrCat(prefix, kv::BigEndian(static_cast<std::uint64_t>(row)));
}

template <typename Message>
absl::StatusOr<std::optional<Message>> Find(const View& view,
                                            const std::string& key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(kDeliveries, key));
  if (!bytes.has_value()) return std::optional<Message>();
  Message message;
  if (message.ParseFromString(*bytes)) {
    return std::optional<Message>(std::move(message));
  }
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a ledger entry cannot be read", {{"key", absl::BytesToHexString(key)}});
}

}  // namespace

LedgerPage::LedgerPage(absl::string_view source_id,
                       absl::string_view delivery_id)
    : key_(crypto::Sha256(
          absl::StrCat(source_id, absl::string_view("\0", 1), delivery_id))) {}

absl::StatusOr<std::optional<v1::TakenRows>> LedgerPage::RowsFrom(
    const View& view, std::int64_t first_row) const {
  return Find<v1::TakenRows>(view, Numbered(key_ + "b", first_row));
}

absl::StatusOr<std::optional<v1::Receipt>> LedgerPage::FindReceipt(
    const View& view) const {
  return Find<v1::Receipt>(view, key_ + "f");
}

absl::StatusOr<std::optional<v1::Delivery>> LedgerPage::FindDelivery(
    const View& view) const {
  return Find<v1::Delivery>(view, key_ + "h");
}

absl::StatusOr<std::vector<v1::PositionRange>> LedgerPage::Positions(
    const View& view) const {
  const std::string prefix = key_ + "p";
  ASSIGN_OR_RETURN(const std::vector<std::string> rows,
                   view.Suffixes(kDeliveries, prefix));
  std::map<std::uint32_t, v1::PositionRange> ranges;
  for (const std::string& row : rows) {
    ASSIGN_OR_RETURN(const auto taken,
                     Find<v1::TakenPositions>(view, prefix + row));
    for (const v1::PositionRange& range : taken->ranges()) {
      const auto [found, is_first] =
          ranges.try_emplace(range.partition(), range);
      if (!is_first) found->second.set_last_position(range.last_position());
    }
  }
  std::vector<v1::PositionRange> ascending;
  for (auto& [partition, range] : ranges) ascending.push_back(std::move(range));
  return ascending;
}

void LedgerPage::PutRows(std::int64_t first_row, const v1::TakenRows& rows,
                         View& view) const {
  view.Put(kDeliveries, Numbered(key_ + "b", first_row),
           rows.SerializeAsString());
}

void LedgerPage::PutDelivery(const v1::Delivery& delivery, View& view) const {
  view.Put(kDeliveries, key_ + "h", delivery.SerializeAsString());
}

void LedgerPage::PutReceipt(const v1::Receipt& receipt, View& view) const {
  view.Put(kDeliveries, key_ + "f", receipt.SerializeAsString());
}

std::string LedgerPage::PositionsKey(std::int64_t first_row) const {
  return Numbered(key_ + "p", first_row);
}

}  // namespace creditproof::ingestion
