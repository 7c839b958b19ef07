// How this project sets RocksDB up. Not for other folders.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <vector>

#include "libs/kv/store.h"

namespace creditproof::kv {

// `env` null means RocksDB's default.
rocksdb::DBOptions DatabaseOptions(rocksdb::Env* env);

// `specs` in their order, and RocksDB's own family, which stays empty.
std::vector<rocksdb::ColumnFamilyDescriptor> Families(
    const std::vector<FamilySpec>& specs);

}  // namespace creditproof::kv
