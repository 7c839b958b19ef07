#include "libs/intake/layout.h"
#include "libs/intake/raw_rows.h"

namespace creditproof::intake {
namespace {

// In the order of CommonColumn.
constexpr ColumnSpec kColumns[] = {
    {.id = "UPDATE", .names = "更新类型", .keep = Keep::kNo},
    {.id = "UPDATE_DATE",
     .names = "更新日期",
     .content = Content::kPastDate,
     .keep = Keep::kNo},
    {.id = "UPDATE_REASON", .names = "更新原因|撤销原因", .keep = Keep::kNo},
    {.id = "AREA", .names = "领域|应用领域|所属领域", .keep = Keep::kNo},
    {.id = "REGION_CODE", .names = "行政区划|行政区划编码|行政区划代码"},
    {.id = "REJECTION", .names = kReasonColumn, .keep = Keep::kNo},
};

}  // namespace

absl::Span<const ColumnSpec> CommonColumns() { return kColumns; }

}  // namespace creditproof::intake
