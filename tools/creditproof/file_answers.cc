#include "tools/creditproof/file_answers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/dropped_folder.h"

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
  return BadRows(answers) == 0 && OvertakenText(answers).empty() &&
         std::none_of(
             emptied.begin(), emptied.end(),
             [](const intake::EmptiedRow& row) { return row.unclear; });
}

std::string OvertakenText(const Answers& answers) {
  std::string text;
  if (!answers.displaced_by_date.empty()) {
    absl::StrAppend(&text, "本快照已被此后开始报送的 ",
                    answers.displaced_by_date, " 快照取代，不再起作用；");
  }
  if (answers.lapsed_since > 0) {
    absl::StrAppend(&text, "本文件中有 ", answers.lapsed_since,
                    " 行的信息此后因快照未列而失效，再次报送并未恢复；");
  }
  if (text.empty()) return text;
  return absl::StrCat("这份文件此前已报送过：", text,
                      "确需按本文件重新收录的，用 creditproof ingest --again 2 "
                      "再报（下一次 --again 3）");
}

absl::Status WriteAnswers(const std::string& name, const Answers& answers,
                          RejectedFile& rejected, bool dry_run) {
  RETURN_IF_ERROR(rejected.Finish());
  if (dry_run) return absl::OkStatus();
  return base::WriteFile(ReceiptName(name),
                         answers.receipt.SerializeAsString());
}

}  // namespace creditproof::tool
