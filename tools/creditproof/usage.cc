#include "tools/creditproof/usage.h"

#include <filesystem>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
  return absl::StrCat(text, CLI::FailureMessage::simple(app, error));
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
