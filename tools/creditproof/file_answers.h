// What came back of a delivered file, put beside it.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/delivery.h"

namespace creditproof::tool {

// FILE.rejected.csv and FILE.receipt.
std::string RejectedName(const std::string& file);
std::string ReceiptName(const std::string& file);

absl::StatusOr<ingestion::v1::ReceiptStatement> StatementOf(
    const Answers& answers);

// True when no row has to be mended, and nothing has overtaken the delivery.
bool AllTaken(const DeliveredFile& file, const Answers& answers);

// What has become since of a delivery that was sent again, in Chinese, and what
// to do; empty when all is as it was answered.
std::string OvertakenText(const Answers& answers);

// The rows that came back and the receipt, unless it was a dry run. `name` is
// the file's.
absl::Status WriteAnswers(const std::string& name, const Answers& answers,
                          RejectedFile& rejected, bool dry_run);

}  // namespace creditproof::tool
