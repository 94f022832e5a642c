// SPDX-License-Identifier: GPL-2.0 OR MIT
/*
 * A small block driver: one disk that keeps what is written in memory.
 *
 * The parameter "plant" arms one bug, which the next request springs: what a test harness has to notice.
 */
#include <linux/blk-mq.h>
#include <linux/delay.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

static unsigned int queues = 1;
module_param(queues, uint, 0444);
MODULE_PARM_DESC(queues, "hardware queues");

static unsigned int depth = 128;
module_param(depth, uint, 0444);
MODULE_PARM_DESC(depth, "requests per hardware queue");

static unsigned int size_mib = 64;
module_param(size_mib, uint, 0444);
MODULE_PARM_DESC(size_mib, "capacity in MiB");

static unsigned int logical_block_size = 512;
module_param(logical_block_size, uint, 0444);
MODULE_PARM_DESC(logical_block_size, "logical block size in bytes");

enum bug { NONE, PANIC, BUG_CHECK, WARNING, ENDLESS_LOOP, SLEEP_IN_ATOMIC, LEAK, LIST, STUCK, NULL_POINTER,
	   LOCK_ORDER, FREED };

static const char *const bug_names[] = {
	[NONE] = "none", [PANIC] = "panic", [BUG_CHECK] = "bug", [WARNING] = "warn", [ENDLESS_LOOP] = "loop",
	[SLEEP_IN_ATOMIC] = "sleep", [LEAK] = "leak", [LIST] = "list", [STUCK] = "stuck", [NULL_POINTER] = "null",
	[LOCK_ORDER] = "order", [FREED] = "freed",
};

static atomic_t planted = ATOMIC_INIT(NONE);

static int plant_set(const char *value, const struct kernel_param *param)
{
	int bug = sysfs_match_string(bug_names, value);

	if (bug < 0)
		return bug;
	atomic_set(&planted, bug);
	return 0;
}

static int plant_get(char *buffer, const struct kernel_param *param)
{
	return sysfs_emit(buffer, "%s\n", bug_names[atomic_read(&planted)]);
}

static const struct kernel_param_ops plant_ops = { .set = plant_set, .get = plant_get };
module_param_cb(plant, &plant_ops, NULL, 0644);
MODULE_PARM_DESC(plant, "bug for the next request: none panic bug warn loop sleep leak list stuck null order freed");

static struct blk_mq_tag_set tag_set;
static struct gendisk *disk;
static u8 *store;
static void *lost;

static noinline void corrupt_a_list(void)
{
	LIST_HEAD(head);
	struct list_head entry;

	list_add(&entry, &head);
	head.next = NULL;
	list_del(&entry);
}

static noinline void sleep_under_a_lock(void)
{
	static DEFINE_SPINLOCK(lock);

	spin_lock(&lock);
	msleep(20);
	spin_unlock(&lock);
}

/* Harmless as it stands: two threads that did it at once would wait for each other. */
static noinline void take_locks_in_both_orders(void)
{
	static DEFINE_SPINLOCK(first);
	static DEFINE_SPINLOCK(second);

	spin_lock(&first);
	spin_lock(&second);
	spin_unlock(&second);
	spin_unlock(&first);
	spin_lock(&second);
	spin_lock(&first);
	spin_unlock(&first);
	spin_unlock(&second);
}

static noinline void read_freed_memory(void)
{
	u8 *gone = kmalloc(64, GFP_ATOMIC);

	kfree(gone);
	OPTIMIZER_HIDE_VAR(gone);
	if (gone)
		READ_ONCE(*gone);
}

/* Returns whether the request is to be forgotten. */
static noinline bool spring(void)
{
	switch (atomic_xchg(&planted, NONE)) {
	case PANIC:
		panic("exampleblk: planted panic");
	case BUG_CHECK:
		BUG();
	case WARNING:
		WARN(1, "exampleblk: planted warning\n");
		return false;
	case ENDLESS_LOOP:
		preempt_disable();
		for (;;)
			cpu_relax();
	case SLEEP_IN_ATOMIC:
		sleep_under_a_lock();
		return false;
	case LEAK:
		/* Some copies of a pointer live on in stacks and registers, where kmemleak finds them. */
		for (int i = 0; i < 512; i++)
			lost = kmalloc(256, GFP_ATOMIC);
		WRITE_ONCE(lost, NULL);
		return false;
	case LIST:
		corrupt_a_list();
		return false;
	case STUCK:
		return true;
	case NULL_POINTER:
		WRITE_ONCE(*(int *)NULL, 1);
		return false;
	case LOCK_ORDER:
		take_locks_in_both_orders();
		return false;
	case FREED:
		read_freed_memory();
		return false;
	default:
		return false;
	}
}

static blk_status_t transfer(struct request *request)
{
	loff_t at = (loff_t)blk_rq_pos(request) << SECTOR_SHIFT;
	struct req_iterator iterator;
	struct bio_vec vector;

	switch (req_op(request)) {
	case REQ_OP_READ:
		rq_for_each_segment(vector, request, iterator) {
			memcpy_to_bvec(&vector, store + at);
			at += vector.bv_len;
		}
		return BLK_STS_OK;
	case REQ_OP_WRITE:
		rq_for_each_segment(vector, request, iterator) {
			memcpy_from_bvec(store + at, &vector);
			at += vector.bv_len;
		}
		return BLK_STS_OK;
	default:
		return BLK_STS_NOTSUPP;
	}
}

static blk_status_t exampleblk_queue_rq(struct blk_mq_hw_ctx *queue, const struct blk_mq_queue_data *data)
{
	blk_mq_start_request(data->rq);
	if (unlikely(atomic_read(&planted) != NONE) && spring())
		return BLK_STS_OK;
	blk_mq_end_request(data->rq, transfer(data->rq));
	return BLK_STS_OK;
}

static const struct blk_mq_ops queue_ops = { .queue_rq = exampleblk_queue_rq };
static const struct block_device_operations disk_ops = { .owner = THIS_MODULE };

static int __init exampleblk_init(void)
{
	struct queue_limits limits = { .logical_block_size = logical_block_size,
				       .physical_block_size = logical_block_size };
	int error;

	store = vzalloc((size_t)size_mib << 20);
	if (!store)
		return -ENOMEM;
	tag_set.ops = &queue_ops;
	tag_set.nr_hw_queues = queues;
	tag_set.queue_depth = depth;
	tag_set.numa_node = NUMA_NO_NODE;
	error = blk_mq_alloc_tag_set(&tag_set);
	if (error)
		goto free_store;
	disk = blk_mq_alloc_disk(&tag_set, &limits, NULL);
	if (IS_ERR(disk)) {
		error = PTR_ERR(disk);
		goto free_tags;
	}
	disk->fops = &disk_ops;
	strscpy(disk->disk_name, "exampleblk0");
	set_capacity(disk, (sector_t)size_mib << (20 - SECTOR_SHIFT));
	error = add_disk(disk);
	if (error)
		goto put_disk;
	return 0;

put_disk:
	put_disk(disk);
free_tags:
	blk_mq_free_tag_set(&tag_set);
free_store:
	vfree(store);
	return error;
}

static void __exit exampleblk_exit(void)
{
	del_gendisk(disk);
	put_disk(disk);
	blk_mq_free_tag_set(&tag_set);
	vfree(store);
}

module_init(exampleblk_init);
module_exit(exampleblk_exit);
MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("An example for tests of out-of-tree block drivers");
