#include "tests/installation/delivery_file.h"

#include "absl/strings/str_format.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::tests {
namespace {

constexpr const char* kAgency = "哈尔滨市市场监督管理局";
constexpr const char* kAgencyCode = "11230500001755309F";

Cells Changed(Cells cells, const Cells& changes) {
  for (const auto& [column, cell] : changes) cells[column] = cell;
  return cells;
}

std::string Line(const Cells& row, bool header) {
  std::string line;
  for (const auto& [column, cell] : row) {
    if (!line.empty()) line += ',';
    line += header ? column : cell;
  }
  return line + "\r\n";
}

}  // namespace

std::string CodeNumber(int number) {
  constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  std::string code = absl::StrFormat("91230103TE%06d00", number);
  for (const char org_check : kAlphabet) {
    code[16] = org_check;
    for (const char check : kAlphabet) {
      code[17] = check;
      if (FirstBrokenRule(code) == CodeRule::kNone) return code;
    }
  }
  return "";
}

std::string NameOf(const std::string& code) { return "样例" + code; }

Cells Registered(const std::string& code, const Cells& changes) {
  return Changed({{"统一社会信用代码", code},
                  {"名称", NameOf(code)},
                  {"企业类型", "有限责任公司(自然人投资或控股)"},
                  {"登记状态", "存续"},
                  {"法定代表人", "张三"},
                  {"住所", "哈尔滨市南岗区一曼街1号"},
                  {"行政区划", "230103"},
                  {"成立日期", "2019-03-04"},
                  {"登记机关", kAgency}},
                 changes);
}

Cells Penalty(const std::string& code, const Cells& changes) {
  return Changed({{"行政相对人名称", NameOf(code)},
                  {"行政相对人类别", "法人及非法人组织"},
                  {"行政相对人代码_1(统一社会信用代码)", code},
                  {"法定代表人", "张三"},
                  {"行政处罚决定书文号", "哈市监罚〔2023〕17号"},
                  {"违法行为类型", "发布虚假广告"},
                  {"违法事实", "在店内张贴虚假广告"},
                  {"处罚依据", "《中华人民共和国广告法》第五十五条"},
                  {"处罚类别", "罚款"},
                  {"处罚内容", "罚款人民币2000元"},
                  {"罚款金额（万元）", "0.2"},
                  {"处罚决定日期", "2023-05-06"},
                  {"处罚有效期", "2099/12/31"},
                  {"公示截止期", "2026/05/06"},
                  {"处罚机关", kAgency},
                  {"处罚机关统一社会信用代码", kAgencyCode},
                  {"数据来源单位", kAgency},
                  {"数据来源单位统一社会信用代码", kAgencyCode},
                  {"领域", "市场监管"}},
                 changes);
}

std::string Csv(const std::vector<Cells>& rows) {
  std::string text = Line(rows.front(), true);
  for (const Cells& row : rows) text += Line(row, false);
  return text;
}

}  // namespace creditproof::tests
