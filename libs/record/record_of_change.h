// Which record a change is about.
#pragma once

#include <string>

#include "creditproof/changelog/v1/change.pb.h"

namespace creditproof::record {

// Empty when it is about none.
const std::string& RecordIdOf(const changelog::v1::Change& change);

}  // namespace creditproof::record
