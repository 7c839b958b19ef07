#include "tools/creditproof/usage.h"

#include <filesystem>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "libs/report/utf8.h"

namespace creditproof::tool {
namespace {

const CLI::App& CommandNamed(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
  }
  return *command;
}

std::vector<std::string> CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_name().empty()) names.push_back(command->get_name());
  }
  return names;
}

// What CLI11 says in English, in short.
absl::string_view ChineseOf(const CLI::Error& error) {
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::RequiredError:
      return "缺少必需的参数或命令";
    case CLI::ExitCodes::ArgumentMismatch:
      return "参数的值少了或多了";
    case CLI::ExitCodes::ExtrasError:
      return "有不认识或多余的参数";
    case CLI::ExitCodes::RequiresError:
      return "有参数须与另一个一起用";
    case CLI::ExitCodes::ExcludesError:
      return "有两个参数不能一起用";
    case CLI::ExitCodes::ConversionError:
    case CLI::ExitCodes::ValidationError:
      return "参数的值不对";
    default:
      return "命令有误";
  }
}

// Our own checks say it in Chinese already.
std::string InBothLanguages(const CLI::Error& error) {
  const std::string text = error.what();
  if (!absl::c_all_of(text, absl::ascii_isascii)) return text;
  return absl::StrCat(ChineseOf(error), " / ", text);
}

}  // namespace

std::string UsageText(const CLI::App* app, const CLI::Error& error) {
  std::string text;
  if (error.get_exit_code() ==
      static_cast<int>(CLI::ExitCodes::RequiredError)) {
    const std::vector<std::string> unknown = app->remaining(/*recurse=*/true);
    const std::vector<std::string> commands = CommandsOf(CommandNamed(*app));
    if (!unknown.empty()) {
      absl::StrAppend(&text, "不认识 not known: ", absl::StrJoin(unknown, " "),
                      "\n");
    }
    if (!commands.empty()) {
      absl::StrAppend(
          &text, "可用的命令 there are: ", absl::StrJoin(commands, ", "), "\n");
    }
  }
  return absl::StrCat(text, InBothLanguages(error),
                      "\n用 --help 查看用法 / run with --help for usage\n");
}

absl::Status CheckUtf8(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::error_code ignored;
    if (report::Decode(argv[i]).find(report::kMalformed) ==
            std::u32string::npos ||
        std::filesystem::exists(argv[i], ignored)) {
      continue;
    }
    return absl::InvalidArgumentError(
        absl::StrCat("第 ", i,
                     " 个参数不是 UTF-8 文本，请在使用 UTF-8 的终端里输入 / "
                     "argument ",
                     i, " is no UTF-8"));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
