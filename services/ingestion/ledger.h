// What was answered to the rows of each delivery.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/delivery_service.pb.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// The page of one delivery. Layout of family `deliveries`, after its key
// (SHA-256 of the source id, a zero byte and the delivery id):
//   "b" || number of the first row (8 bytes) -> TakenRows
//   "p" || number of the first row (8 bytes) -> TakenPositions
//   "f"                                      -> Receipt, once it has ended
//   "h"                                      -> Delivery as far as it has come,
//                                               without receipt and sweep
// The TakenRows follow each other without gaps from row 1.
class LedgerPage {
 public:
  LedgerPage(absl::string_view source_id, absl::string_view delivery_id);

  const std::string& key() const { return key_; }

  absl::StatusOr<std::optional<v1::TakenRows>> RowsFrom(
      const View& view, std::int64_t first_row) const;
  absl::StatusOr<std::optional<v1::Receipt>> FindReceipt(
      const View& view) const;

  absl::StatusOr<std::optional<v1::Delivery>> FindDelivery(
      const View& view) const;

  // Ascending by partition.
  absl::StatusOr<std::vector<v1::PositionRange>> Positions(
      const View& view) const;

  void PutRows(std::int64_t first_row, const v1::TakenRows& rows,
               View& view) const;
  void PutDelivery(const v1::Delivery& delivery, View& view) const;
  void PutReceipt(const v1::Receipt& receipt, View& view) const;

  // Where the positions of rows from `first_row` on belong.
  std::string PositionsKey(std::int64_t first_row) const;

 private:
  std::string key_;
};

}  // namespace creditproof::ingestion
