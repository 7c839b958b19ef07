#include "tools/creditproof/asked_options.h"

namespace creditproof::tool {

CLI::Option* AddAskedOptions(CLI::App& command, AskedOptions& options) {
  AddParsed(command, "code", options.code, CodeArgument, "统一社会信用代码")
      ->required();
  CLI::Option* const scenario =
      AddParsed(command, "--scenario", options.scenario, ScenarioArgument,
                "应用场景 scenario");
  AddParsed(command, "--areas", options.areas, AreasArgument,
            "领域，逗号分隔，缺省为全部 / areas, all when left out");
  AddParsed(command, "--from", options.from, DateArgument,
            "起始日期 first day, YYYY-MM-DD");
  AddParsed(command, "--to", options.to, DateArgument,
            "截止日期 last day, YYYY-MM-DD");
  command.add_option("--purpose", options.purpose, "用途说明，印在报告上");
  command.add_option("--receiver", options.receiver, "接收单位，印在报告上");
  AddParsed(command, "--out", options.out, NewFileArgument,
            "PDF 文件 the file to write")
      ->required();
  return scenario;
}

}  // namespace creditproof::tool
