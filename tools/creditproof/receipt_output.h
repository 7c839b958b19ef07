// What a receipt says, as it is printed.
#pragma once

#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json ReceiptJson(const ingestion::v1::Receipt& receipt,
                 const ingestion::v1::ReceiptStatement& statement);
void PrintReceipt(const ingestion::v1::Receipt& receipt,
                  const ingestion::v1::ReceiptStatement& statement);

}  // namespace creditproof::tool
