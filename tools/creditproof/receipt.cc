// creditproof receipt: proves a delivery's receipt off line, and shows it.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/intake/declared_kind.h"
#include "libs/receipt/receipt_keys.h"
#include "libs/receipt/verify_receipt.h"
#include "libs/record/declared_number.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/delivered_rows.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/outcome_text.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::OutcomeCount;
using ingestion::v1::PositionRange;
using ingestion::v1::Receipt;
using ingestion::v1::ReceiptStatement;

constexpr int kNotGenuine = 3;

struct ReceiptOptions {
  std::string receipt_file;
  std::string key_directory;
  std::string delivered_file;  // empty: rows are not compared
  std::string kind_file;       // of a declared kind
};

// Off line, a declared kind is known by its number alone.
std::string KindName(const ReceiptStatement& statement) {
  return Kinds().Id(statement.file_kind());
}

std::string RowsHex(const ReceiptStatement& statement) {
  return absl::BytesToHexString(statement.rows_sha256());
}

Json ToJson(const Receipt& receipt, const ReceiptStatement& statement) {
  Json json = {
      {"delivery", statement.delivery()}, {"file_kind", KindName(statement)},
      {"rows", Json::object()},           {"rows_sha256", RowsHex(statement)},
      {"positions", Json::array()},       {"time", TimeText(statement.time())},
      {"dry_run", statement.dry_run()},   {"key_id", receipt.key_id()}};
  for (const OutcomeCount& count : statement.counts()) {
    json["rows"][OutcomeName(count.outcome())] = count.rows();
  }
  for (const PositionRange& range : statement.positions()) {
    json["positions"].push_back({{"partition", range.partition()},
                                 {"first", range.first_position()},
                                 {"last", range.last_position()}});
  }
  if (statement.has_sweep()) {
    json["sweep"] = {{"as_of_date", statement.sweep().as_of_date()},
                     {"lapsed", statement.sweep().lapsed()},
                     {"withheld", statement.sweep().withheld()},
                     {"withheld_reason", statement.sweep().withheld_reason()}};
  }
  return json;
}

void PrintContent(const Receipt& receipt, const ReceiptStatement& statement) {
  PrintLine(absl::StrCat("报送 delivery: ", statement.delivery(),
                         statement.dry_run() ? "（试送 dry run）" : ""));
  PrintLine(absl::StrCat("类型 kind: ", KindName(statement)));
  PrintLine(absl::StrCat("时间 time: ", TimeText(statement.time())));
  for (const OutcomeCount& count : statement.counts()) {
    PrintLine(absl::StrCat("  ", OutcomeText(count.outcome()), " ",
                           OutcomeName(count.outcome()), ": ", count.rows()));
  }
  if (statement.has_sweep()) {
    PrintLine(absl::StrCat("全量清单 snapshot ", statement.sweep().as_of_date(),
                           "：已不在名单 lapsed ", statement.sweep().lapsed(),
                           "，暂未移出 withheld ", statement.sweep().withheld(),
                           " ", statement.sweep().withheld_reason()));
  }
  PrintLine(absl::StrCat("数据行摘要 rows SHA-256: ", RowsHex(statement)));
  for (const PositionRange& range : statement.positions()) {
    PrintLine(absl::StrCat("  分区 partition ", range.partition(), "：位置 ",
                           range.first_position(), " - ",
                           range.last_position()));
  }
  PrintLine(absl::StrCat("签名密钥 key: ", receipt.key_id()));
}

absl::StatusOr<Receipt> Open(const ReceiptOptions& options) {
  ASSIGN_OR_RETURN(const std::string bytes,
                   base::ReadFile(options.receipt_file));
  return receipt::ParseReceipt(bytes);
}

absl::StatusOr<int> RunShow(const Tool& tool, const ReceiptOptions& options) {
  ASSIGN_OR_RETURN(const Receipt receipt, Open(options));
  ASSIGN_OR_RETURN(const ReceiptStatement statement,
                   receipt::ParseStatement(receipt));
  if (tool.json) {
    PrintJson(ToJson(receipt, statement));
    return 0;
  }
  PrintContent(receipt, statement);
  PrintLine("未验证签名，请用 receipt verify 核验 not proven");
  return 0;
}

// What there is to say against the signature; empty when it is proven.
absl::StatusOr<std::string> Objection(const Receipt& receipt,
                                      const ReceiptOptions& options) {
  ASSIGN_OR_RETURN(const auto keys,
                   receipt::LoadReceiptKeys(options.key_directory));
  const absl::Status proven = receipt::Verify(receipt, keys);
  if (absl::IsNotFound(proven)) {
    return std::string("所给公钥中没有签发它的密钥 signed by none of the keys");
  }
  return std::string(proven.ok() ? "" : "签名不符，回执被改动过 altered");
}

// The declared kind of the delivered file; nothing when it is built in.
absl::StatusOr<std::vector<record::v1::DeclaredKind>> DeclaredKindOf(
    const ReceiptStatement& statement, const ReceiptOptions& options) {
  std::vector<record::v1::DeclaredKind> declared;
  if (!record::IsDeclared(statement.file_kind())) return declared;
  if (!options.kind_file.empty()) {
    ASSIGN_OR_RETURN(const std::string text, base::ReadFile(options.kind_file));
    ASSIGN_OR_RETURN(declared.emplace_back(), intake::ParseDeclaredKind(text));
    if (declared.front().number() == statement.file_kind()) return declared;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "报送的是编号 ", KindName(statement),
      " 的自行定义种类：请用 --kind-file 给出其定义（creditproof kind show "
      "的输出） --kind-file must give this declared kind"));
}

// Likewise against the delivered file, when there is one.
absl::StatusOr<std::string> Objection(const ReceiptStatement& statement,
                                      const ReceiptOptions& options) {
  if (options.delivered_file.empty()) return std::string();
  ASSIGN_OR_RETURN(const DeliveredFile file,
                   DeliveredFile::Open(options.delivered_file));
  ASSIGN_OR_RETURN(auto declared, DeclaredKindOf(statement, options));
  ASSIGN_OR_RETURN(
      const std::string rows_sha256,
      RowsSha256(file, statement.file_kind(), std::move(declared)));
  return std::string(rows_sha256 == statement.rows_sha256()
                         ? ""
                         : "文件的数据行与回执不同 the file holds other rows");
}

int Refuse(const Tool& tool, const std::string& objection) {
  if (tool.json) {
    PrintJson({{"genuine", false}, {"objection", objection}});
  } else {
    PrintLine(absl::StrCat("回执不能作为凭证 not genuine: ", objection));
  }
  return kNotGenuine;
}

absl::StatusOr<int> RunVerify(const Tool& tool, const ReceiptOptions& options) {
  ASSIGN_OR_RETURN(const Receipt receipt, Open(options));
  ASSIGN_OR_RETURN(const std::string unproven, Objection(receipt, options));
  if (!unproven.empty()) return Refuse(tool, unproven);
  ASSIGN_OR_RETURN(const ReceiptStatement statement,
                   receipt::ParseStatement(receipt));
  ASSIGN_OR_RETURN(const std::string other_rows, Objection(statement, options));
  if (!other_rows.empty()) return Refuse(tool, other_rows);
  if (tool.json) {
    Json json = {{"genuine", true},
                 {"rows_compared", !options.delivered_file.empty()}};
    json.update(ToJson(receipt, statement));
    PrintJson(json);
    return 0;
  }
  PrintLine(options.delivered_file.empty()
                ? "回执真实 genuine"
                : "回执真实，收到的就是此文件的数据行 genuine, of these rows");
  PrintContent(receipt, statement);
  return 0;
}

void AddFile(CLI::App& command, ReceiptOptions& options) {
  command.add_option("file", options.receipt_file, "FILE.receipt")->required();
}

}  // namespace

void AddReceipt(Tool& tool) {
  auto options = std::make_shared<ReceiptOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "receipt", "报送回执：核验、查看 / proves and shows receipts");
  command->require_subcommand(1);

  CLI::App* verify = command->add_subcommand(
      "verify", "脱机核验回执 / proves a receipt, without any service");
  AddFile(*verify, *options);
  verify
      ->add_option("--keys", options->key_directory,
                   "公钥目录 the key directory (docs/formats/keys.md)")
      ->required();
  verify->add_option(
      "--file", options->delivered_file,
      "报送的文件，核对收到的就是这些行 / the delivered file, to "
      "see that these very rows were received");
  verify->add_option(
      "--kind-file", options->kind_file,
      "文件属于自行定义的种类时，该种类的定义 / the file's kind, "
      "where it is a declared one");
  verify->footer(
      "Example: creditproof receipt verify penalties.csv.receipt --keys keys "
      "--file penalties.csv\n"
      "Exit status: 0 genuine, 3 not genuine, altered, or of other rows");
  verify->callback([&tool, options] {
    tool.run = [&tool, options] { return RunVerify(tool, *options); };
  });

  CLI::App* show = command->add_subcommand(
      "show", "查看回执内容 / shows what a receipt says, unproven");
  AddFile(*show, *options);
  show->footer("Example: creditproof receipt show penalties.csv.receipt");
  show->callback([&tool, options] {
    tool.run = [&tool, options] { return RunShow(tool, *options); };
  });
}

}  // namespace creditproof::tool
