// creditproof receipt: proves off line what the platform signed, and shows
// receipts.
#include <memory>
#include <utility>
#include <vector>

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
#include "tools/creditproof/output.h"
#include "tools/creditproof/receipt_output.h"
#include "tools/creditproof/statement_output.h"
#include "tools/creditproof/timeliness_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::Receipt;
using ingestion::v1::ReceiptStatement;

constexpr int kNotGenuine = 3;

struct ReceiptOptions {
  std::string receipt_file;
  std::string key_directory;
  std::string delivered_file;  // empty: rows are not compared
  std::string kind_file;       // of a declared kind
};

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
    PrintJson(ReceiptJson(receipt, statement));
    return 0;
  }
  PrintReceipt(receipt, statement);
  PrintLine("未验证签名，请用 receipt verify 核验 not proven");
  return 0;
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
      "报送的是编号 ", Kinds().Id(statement.file_kind()),
      " 的自行定义种类：请用 --kind-file 给出其定义（creditproof kind show "
      "的输出） --kind-file must give this declared kind"));
}

// What there is to say against a proven receipt; empty for nothing.
absl::StatusOr<std::string> Objection(const ReceiptStatement& statement,
                                      const ReceiptOptions& options) {
  if (statement.dry_run()) {
    return std::string(
        "试送的回执，什么也没有收录 of a dry run: proves nothing");
  }
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
    PrintLine(absl::StrCat("不能作为凭证 not genuine: ", objection));
  }
  return kNotGenuine;
}

absl::StatusOr<int> TellReceipt(const Tool& tool, const Receipt& receipt,
                                const ReceiptOptions& options) {
  ASSIGN_OR_RETURN(const ReceiptStatement statement,
                   receipt::ParseStatement(receipt));
  ASSIGN_OR_RETURN(const std::string objection, Objection(statement, options));
  if (!objection.empty()) return Refuse(tool, objection);
  if (tool.json) {
    Json json = {{"genuine", true},
                 {"sort", "RECEIPT"},
                 {"rows_compared", !options.delivered_file.empty()}};
    json.update(ReceiptJson(receipt, statement));
    PrintJson(json);
    return 0;
  }
  PrintLine(options.delivered_file.empty()
                ? "回执真实 genuine"
                : "回执真实，收到的就是此文件的数据行 genuine, of these rows");
  PrintReceipt(receipt, statement);
  return 0;
}

// Of the other sorts, which `--file` does not go with.
template <typename Statement>
absl::StatusOr<int> TellStatement(const Tool& tool, const Receipt& signed_one,
                                  const ReceiptOptions& options,
                                  absl::string_view sort,
                                  Json to_json(const Statement&, const Kinds&),
                                  void print(const Statement&, const Kinds&)) {
  if (!options.delivered_file.empty()) {
    return absl::InvalidArgumentError(
        "--file 只用于报送回执 goes with the receipt of a delivery");
  }
  Statement statement;
  if (!statement.ParseFromString(signed_one.statement())) {
    return absl::InvalidArgumentError("内容无法读取 cannot be read");
  }
  if (tool.json) {
    Json json = {
        {"genuine", true}, {"sort", sort}, {"key_id", signed_one.key_id()}};
    json.update(to_json(statement, Kinds()));
    PrintJson(json);
    return 0;
  }
  PrintLine(absl::StrCat("真实 genuine: ", sort, "，签名密钥 key ",
                         signed_one.key_id()));
  print(statement, Kinds());
  return 0;
}

absl::StatusOr<int> RunVerify(const Tool& tool, const ReceiptOptions& options) {
  ASSIGN_OR_RETURN(const Receipt receipt, Open(options));
  ASSIGN_OR_RETURN(const auto keys,
                   receipt::LoadReceiptKeys(options.key_directory));
  const absl::StatusOr<receipt::Sort> sort = receipt::Prove(receipt, keys);
  if (absl::IsNotFound(sort.status())) {
    return Refuse(tool,
                  "所给公钥中没有签发它的密钥 signed by none of the keys");
  }
  if (!sort.ok()) return Refuse(tool, "签名不符，被改动过 altered");
  switch (*sort) {
    case receipt::Sort::kTimeliness:
      return TellStatement(tool, receipt, options, "TIMELINESS", TimelinessJson,
                           PrintTimelinessTable);
    case receipt::Sort::kReconciliation:
      return TellStatement(tool, receipt, options, "RECONCILIATION",
                           ReconciliationJson, PrintReconciliation);
    case receipt::Sort::kReceipt:
      break;
  }
  return TellReceipt(tool, receipt, options);
}

void AddFile(CLI::App& command, ReceiptOptions& options) {
  command.add_option("file", options.receipt_file, "签名的文件 FILE.receipt")
      ->required();
}

}  // namespace

void AddReceipt(Tool& tool) {
  auto options = std::make_shared<ReceiptOptions>();
  CLI::App* command =
      tool.app.add_subcommand("receipt",
                              "报送回执、对账单、时效月报：核验、查看 / proves "
                              "what the platform signed");
  command->require_subcommand(1);

  CLI::App* verify =
      command->add_subcommand("verify",
                              "脱机核验回执、对账单或者时效月报 / proves a "
                              "receipt, a reconciliation or "
                              "a month's statement, without any service");
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
