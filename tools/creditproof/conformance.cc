// creditproof conformance: does a verifier judge the vectors as it must?
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/testing/process.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

constexpr int kSomeDiffer = 3;

struct ConformanceOptions {
  std::string folder;
  std::string verifier;
  double seconds = 30;  // that it may take for a vector
};

// A line of vectors.jsonl; file names are relative to the folder.
struct Vector {
  std::string name;
  std::string verdict;             // two digits
  std::vector<std::string> asked;  // the verifier's arguments
};

absl::Status Malformed(std::size_t line, absl::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("vectors.jsonl, 第 ", line, " 行 line: ", why,
                   " (docs/formats/conformance.md)"));
}

absl::StatusOr<Vector> ReadVector(absl::string_view text, std::size_t line,
                                  const std::filesystem::path& folder) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const auto value = [&json](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
  };
  if (!json.is_object())
    return Malformed(line, "不是 JSON 对象 no JSON object");
  Vector vector{value("name"), value("verdict"), {"--offline", "--keys"}};
  if (vector.name.empty() || vector.verdict.empty() || value("keys").empty() ||
      value("file").empty() == value("qr").empty()) {
    return Malformed(
        line,
        "要有 name、verdict、keys，以及 file 或 qr 之一 wants name, "
        "verdict, keys and one of file, qr");
  }
  vector.asked.push_back(folder / value("keys"));
  if (const std::string list = value("status_list"); !list.empty()) {
    vector.asked.insert(vector.asked.end(), {"--status-list", folder / list});
  }
  if (const std::string at = value("at"); !at.empty()) {
    vector.asked.insert(vector.asked.end(), {"--at", at});
  }
  if (const std::string qr = value("qr"); !qr.empty()) {
    vector.asked.insert(vector.asked.end(), {"--qr", qr});
  } else {
    vector.asked.push_back(folder / value("file"));
  }
  vector.asked.emplace_back("--json");
  return vector;
}

absl::StatusOr<std::vector<Vector>> ReadVectors(
    const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(const std::string text,
                   base::ReadFile(folder / "vectors.jsonl"));
  std::vector<Vector> vectors;
  std::size_t line = 0;
  for (const absl::string_view one : absl::StrSplit(text, '\n')) {
    ++line;
    if (one.empty()) continue;
    ASSIGN_OR_RETURN(Vector vector, ReadVector(one, line, folder));
    vectors.push_back(std::move(vector));
  }
  if (vectors.empty()) return Malformed(1, "没有向量 there is none");
  return vectors;
}

// The verifier's program and its own arguments: this one, unless told.
std::vector<std::string> CommandOf(const ConformanceOptions& options) {
  if (options.verifier.empty()) {
    return {std::filesystem::read_symlink("/proc/self/exe"), "verify"};
  }
  std::vector<std::string> command = {"/usr/bin/env"};  // looks in PATH
  for (const absl::string_view word :
       absl::StrSplit(options.verifier, ' ', absl::SkipEmpty())) {
    command.emplace_back(word);
  }
  return command;
}

// What the verifier said, or how it failed to.
std::string VerdictBy(const ConformanceOptions& options, const Vector& vector) {
  std::vector<std::string> command = CommandOf(options);
  command.insert(command.end(), vector.asked.begin(), vector.asked.end());
  testing::Process verifier(std::move(command));
  if (!verifier.EndsWithin(absl::Seconds(options.seconds))) {
    return absl::StrCat("none, 超时 not done within ", options.seconds, " s");
  }
  const testing::Ended& ended = verifier.Wait();
  const Json said = Json::parse(ended.out, nullptr, /*allow_exceptions=*/false);
  if (said.is_object() && said.contains("verdict") &&
      said["verdict"].is_string()) {
    return said["verdict"];
  }
  return absl::StrCat("none, exit status ", ended.exit_status, " ",
                      ended.err.substr(0, ended.err.find('\n')));
}

absl::StatusOr<int> RunConformance(const Tool& tool,
                                   const ConformanceOptions& options) {
  ASSIGN_OR_RETURN(const std::vector<Vector> vectors,
                   ReadVectors(options.folder));
  std::size_t equal = 0;
  for (const Vector& vector : vectors) {
    const std::string said = VerdictBy(options, vector);
    const bool as_it_must = said == vector.verdict;
    equal += as_it_must;
    if (tool.json) {
      PrintJson({{"name", vector.name},
                 {"expected", vector.verdict},
                 {"verdict", said},
                 {"equal", as_it_must}});
    } else {
      PrintLine(absl::StrCat(as_it_must ? "一致 ok    " : "不符 WRONG ",
                             vector.name, ": ", said,
                             as_it_must ? "" : ", 应为 expected ",
                             as_it_must ? "" : vector.verdict));
    }
  }
  if (!tool.json) {
    PrintLine(absl::StrCat(equal, " / ", vectors.size()));
  }
  return equal == vectors.size() ? 0 : kSomeDiffer;
}

}  // namespace

void AddConformance(Tool& tool) {
  auto options = std::make_shared<ConformanceOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "conformance",
      "以测试向量检验脱机核验程序 / runs the vectors against a verifier");
  command->add_option("folder", options->folder, "向量目录 the vectors' folder")
      ->required()
      ->check(CLI::ExistingDirectory);
  AddParsed(*command, "--verifier", options->verifier, WordsArgument,
            "被检验的命令，缺省为本程序 / the command to try; without it, this "
            "program");
  command
      ->add_option("--seconds", options->seconds,
                   "每个向量最多用时，秒 / how long a vector may take")
      ->check(CLI::Range(0.01, 3600.0))
      ->capture_default_str();
  command->footer(
      "Example: creditproof conformance tests/vectors/reports --verifier "
      "\"python3 my_verifier.py\"\n"
      "Exit status: 0 all as they must be, 3 some are not");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunConformance(tool, *options); };
  });
}

}  // namespace creditproof::tool
