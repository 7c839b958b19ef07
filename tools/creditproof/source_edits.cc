#include "tools/creditproof/source_edits.h"

#include <set>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::Source;
using Edit = std::function<absl::Status(const std::string&, Source&)>;

// An option whose text `edit` writes into the source. A text that it refuses is
// wrong usage.
void AddEdit(CLI::App& command, const std::string& name,
             const std::string& description, SourceEdits& edits, Edit edit) {
  command.add_option_function<std::string>(
      name,
      [name, &edits, edit](const std::string& text) {
        Source scratch;
        const absl::Status status = edit(text, scratch);
        if (!status.ok()) {
          throw CLI::ValidationError(name, std::string(status.message()));
        }
        edits.push_back([edit, text](const Kinds&, Source& source) {
          return edit(text, source);
        });
      },
      description);
}

// Likewise, but which kinds there are is only known once connected.
using KindEdit =
    std::function<absl::Status(const std::string&, const Kinds&, Source&)>;
void AddKindEdit(CLI::App& command, const std::string& name,
                 const std::string& description, SourceEdits& edits,
                 KindEdit edit) {
  command.add_option_function<std::string>(
      name,
      [name, &edits, edit](const std::string& text) {
        edits.push_back([=](const Kinds& kinds, Source& source) {
          const absl::Status status = edit(text, kinds, source);
          if (status.ok()) return status;
          return absl::InvalidArgumentError(
              absl::StrCat(name, ": ", status.message()));
        });
      },
      description);
}

Edit Text(void (*set)(Source&, const std::string&)) {
  return [set](const std::string& text, Source& source) {
    set(source, text);
    return absl::OkStatus();
  };
}

absl::Status SetAreas(const std::string& text, Source& source) {
  source.clear_areas();
  if (text == "none") return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto areas, AreasArgument(text));
  source.mutable_areas()->Assign(areas.begin(), areas.end());
  return absl::OkStatus();
}

absl::Status SetKinds(const std::string& text, const Kinds& known,
                      Source& source) {
  source.clear_record_kinds();
  if (text == "none") return absl::OkStatus();
  std::set<record::v1::RecordKind> kinds;
  for (absl::string_view part : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    ASSIGN_OR_RETURN(const auto kind, known.Find(part));
    kinds.insert(kind);
  }
  source.mutable_record_kinds()->Assign(kinds.begin(), kinds.end());
  return absl::OkStatus();
}

absl::Status SetRegions(const std::string& text, Source& source) {
  source.clear_regions();
  if (text == "all") return absl::OkStatus();
  for (absl::string_view region : absl::StrSplit(text, ',')) {
    source.add_regions(std::string(region));
  }
  return absl::OkStatus();
}

absl::Status SetClients(const std::string& text, Source& source) {
  source.clear_client_names();
  for (absl::string_view name : absl::StrSplit(text, ',')) {
    source.add_client_names(std::string(name));
  }
  return absl::OkStatus();
}

absl::Status SetCadence(const std::string& text, Source& source) {
  std::int32_t days = 0;
  if (!absl::SimpleAtoi(text, &days)) {
    return absl::InvalidArgumentError("请填天数 a number of days is wanted");
  }
  source.set_cadence_days(days);
  return absl::OkStatus();
}

absl::Status SetTerms(const std::string& text, const Kinds& known,
                      Source& source) {
  source.clear_legal_terms();
  if (text == "none") return absl::OkStatus();
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    const std::pair<absl::string_view, absl::string_view> term =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    std::int32_t days = 0;
    if (!absl::SimpleAtoi(term.second, &days)) {
      return absl::InvalidArgumentError(
          absl::StrCat("“", part, "” 不是 类别=工作日数，如 penalty=7"));
    }
    ASSIGN_OR_RETURN(const auto kind, known.Find(term.first));
    source.add_legal_terms()->set_record_kind(kind);
    source.mutable_legal_terms()->rbegin()->set_working_days(days);
  }
  return absl::OkStatus();
}

}  // namespace

void AddSourceOptions(CLI::App& command, SourceEdits& edits) {
  AddEdit(command, "--name", "单位名称", edits,
          Text([](Source& s, const std::string& t) { s.set_display_name(t); }));
  AddEdit(command, "--contact", "联系方式（告知经营主体）", edits,
          Text([](Source& s, const std::string& t) { s.set_contact(t); }));
  AddEdit(command, "--duty-contact", "报送联系人（平台联系）", edits,
          Text([](Source& s, const std::string& t) { s.set_duty_contact(t); }));
  AddEdit(command, "--credit-code", "单位自身的统一社会信用代码", edits,
          Text([](Source& s, const std::string& t) { s.set_credit_code(t); }));
  AddEdit(command, "--areas", "负责的领域，逗号分隔，all 为全部，none 为无",
          edits, SetAreas);
  AddKindEdit(command, "--kinds",
              "penalty,dishonesty,defaulter 和自行定义的种类，none 为无", edits,
              SetKinds);
  AddEdit(command, "--regions",
          "负责的行政区划（2、4 或者 6 位，如 2301），逗号分隔，all 为全省",
          edits, SetRegions);
  AddEdit(command, "--cadence", "至少每多少天报送一次，0 为不要求", edits,
          SetCadence);
  AddKindEdit(command, "--terms",
              "作出决定后多少个工作日内报送，如 penalty=7,dishonesty=20，none "
              "为依规定",
              edits, SetTerms);
  AddEdit(command, "--clients", "可代其报送的证书名称，逗号分隔", edits,
          SetClients);
  command.add_flag_callback(
      "--registrations",
      [&edits] {
        edits.push_back([](const Kinds&, Source& s) {
          s.set_delivers_registrations(true);
          return absl::OkStatus();
        });
      },
      "可报送登记信息");
  command.add_flag_callback(
      "--no-registrations",
      [&edits] {
        edits.push_back([](const Kinds&, Source& s) {
          s.set_delivers_registrations(false);
          return absl::OkStatus();
        });
      },
      "不可报送登记信息");
}

}  // namespace creditproof::tool
