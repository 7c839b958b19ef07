#include "tools/creditproof/file_answers.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/dropped_folder.h"
#include "tools/creditproof/rejected_file.h"

namespace creditproof::tool {

std::string RejectedName(const std::string& file) {
  return absl::StrCat(file, kRejectedSuffix);
}

std::string ReceiptName(const std::string& file) {
  return absl::StrCat(file, kReceiptSuffix);
}

absl::StatusOr<ingestion::v1::ReceiptStatement> StatementOf(
    const Answers& answers) {
  ingestion::v1::ReceiptStatement statement;
  if (statement.ParseFromString(answers.receipt.statement())) return statement;
  return absl::DataLossError("the receipt cannot be read");
}

bool AllTaken(const DeliveredFile& file, const Answers& answers) {
  const auto& emptied = file.survey().emptied;
  return answers.bad.empty() && std::none_of(emptied.begin(), emptied.end(),
                                             [](const intake::EmptiedRow& row) {
                                               return row.unclear;
                                             });
}

absl::Status WriteAnswers(const std::string& name, const DeliveredFile& file,
                          const Answers& answers, bool dry_run) {
  if (answers.bad.empty()) {
    std::error_code ignored;  // it need not be there
    std::filesystem::remove(RejectedName(name), ignored);
  } else {
    ASSIGN_OR_RETURN(const std::string rejected,
                     RejectedFile(file, answers.bad));
    // Rows hold identity numbers.
    RETURN_IF_ERROR(
        base::WriteFile(RejectedName(name), rejected, base::Readers::kOwner));
  }
  if (dry_run) return absl::OkStatus();
  return base::WriteFile(ReceiptName(name),
                         answers.receipt.SerializeAsString());
}

}  // namespace creditproof::tool
